"""Up to four candidates side by side: what the cards say, fact by fact, and how each answers the search."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from explorer import presenters
from explorer.audience import Audience
from explorer.card_words import fact_label
from explorer.filters import PLUS_BY_DEFAULT, CandidateFilterSet
from explorer.page_values import CardView, FactLine, Match, TermGroup
from explorer.references import profile_keys_of
from explorer.search.find import Look, find_these, judged
from profiles.models import AuditAction

MOST = 4
LONGEST_TOLD = 20
PARAMETER = "ref"


@dataclass(frozen=True)
class Cell:
    """What one card says on one subject; `state` is its answer to a criterion, empty elsewhere."""

    ref: str
    texts: tuple[str, ...]
    known: bool = True
    state: str = ""
    is_list: bool = False


@dataclass(frozen=True)
class Row:
    """One subject of all candidates; `is_same` when all say the same."""

    label: str
    cells: tuple[Cell, ...]

    @property
    def is_same(self) -> bool:
        return len(self.cells) > 1 and len({(cell.texts, cell.state) for cell in self.cells}) == 1


@dataclass(frozen=True)
class Column:
    """One candidate, and the address of the comparison without them."""

    card: CardView
    without_url: str


@dataclass(frozen=True)
class Section:
    """Rows under one heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """The whole page; `missing` are references that lead to nobody (any more), `left_out` how many were too many."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    missing: tuple[str, ...]
    left_out: int
    query: str

    @property
    def contact_url(self) -> str:
        """Where one asks for contact with all of them at once."""
        asked = QueryDict(mutable=True)
        asked.setlist("kandidaat", [column.card.ref for column in self.columns])
        asked["zoek"] = self.query
        return f"{reverse('ask_contact')}?{asked.urlencode()}"


def compare(
    *,
    codes: Iterable[str],
    filters: CandidateFilterSet,
    audience: Audience,
    at: dt.datetime,
    kept: frozenset[str] = frozenset(),
) -> Comparison:
    """The cards behind these references in the order given, as far as this audience knows them; logged first.

    Raises:
        NotReadyError: nothing is published yet.
    """
    asked = list(dict.fromkeys(codes))
    first = asked[:MOST]
    profiles = profile_keys_of(viewers=audience.reads_as, codes=first)
    look = Look(audience, AuditAction.COMPARISON, at)
    hits = find_these(profiles=list(dict.fromkeys(profiles.values())), look=look) if profiles else {}
    path = reverse("search")
    cards = [presenters.card_view(judged(hit, filters.asked), filters, path=path, kept=kept) for hit in hits.values()]
    query = filters.query.query_string(PLUS_BY_DEFAULT)
    return Comparison(
        columns=_columns(cards, query),
        sections=tuple(section for section in _sections(cards) if section.rows),
        missing=tuple(code[:LONGEST_TOLD] for code in first if profiles.get(code) not in hits),
        left_out=len(asked) - len(first),
        query=query,
    )


def address(refs: Sequence[str], query: str = "") -> str:
    """The shareable address of a comparison; only its maker knows the candidates by these references."""
    asked = QueryDict(mutable=True)
    asked.setlist(PARAMETER, list(refs))
    return f"{reverse('comparison')}?" + "&".join(filter(None, (asked.urlencode(), query)))


def _columns(cards: Sequence[CardView], query: str) -> tuple[Column, ...]:
    refs = [card.ref for card in cards]
    return tuple(Column(card, address([ref for ref in refs if ref != card.ref], query)) for card in cards)


def _sections(cards: Sequence[CardView]) -> tuple[Section, ...]:
    if not cards:
        return ()
    place = Row(fact_label("place"), tuple(Cell(card.ref, (card.place,)) for card in cards))
    return (
        Section(_("Uw vraag"), tuple(_answers(cards))),
        Section(_("Wat is bekend"), (place, *_facts(cards))),
        Section(_("Wat deze kandidaten kunnen en willen"), tuple(_lists(cards))),
    )


def _answers(cards: Sequence[CardView]) -> Iterable[Row]:
    for answered in zip(*(card.matches for card in cards), strict=True):
        yield Row(answered[0].label, tuple(map(_answer, cards, answered)))


def _answer(card: CardView, match: Match) -> Cell:
    return Cell(card.ref, (match.text,), state=match.state)


def _facts(cards: Sequence[CardView]) -> Iterable[Row]:
    for facts in zip(*(card.facts for card in cards), strict=True):
        yield Row(facts[0].label, tuple(map(_fact, cards, facts)))


def _fact(card: CardView, fact: FactLine) -> Cell:
    return Cell(card.ref, (fact.value,), known=fact.known)


def _lists(cards: Sequence[CardView]) -> Iterable[Row]:
    for groups in zip(*(card.groups for card in cards), strict=True):
        yield Row(groups[0].label, tuple(map(_listed, cards, groups)))


def _listed(card: CardView, group: TermGroup) -> Cell:
    if group.empty:
        return Cell(card.ref, (_("niet ingevuld"),), known=False)
    return Cell(card.ref, (*group.terms, *([_("en meer")] if group.more else [])), is_list=True)
