"""Words and links for what was found: frozen values for the templates. No database, no request."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer import budget_words, card_words, page_parts
from explorer.card_words import Words, words
from explorer.facet_views import FacetView
from explorer.filters import PLUS_BY_DEFAULT, CandidateFilterSet
from explorer.page_parts import address
from explorer.page_values import CardView, Chip, FormPage, ResultPage, Way
from explorer.search.find import Found, Hit
from explorer.search.matching import Answer, CardFacts
from explorer.search.query import Criterion, Kind, SearchQuery
from profiles.calendar import day_of
from profiles.display import ATTRIBUTES, FACTS, LISTS

HIGHLIGHTS = ("task_types", "sectors", "skills")
HIGHLIGHTED = tuple(place for place, shown in enumerate(LISTS) if shown.field in HIGHLIGHTS)
SHOWN_FACTS = tuple(name for name in (*FACTS, *ATTRIBUTES) if name != "place")
NEED_A_NAME = frozenset({"opleidingsniveau", "beschikbaarheid", "bijgewerkt"})
PLACES = frozenset({"regio", "deelgebied"})
WORK = ("taaksoort", "beroep")


def result_page(
    found: Found,
    filters: CandidateFilterSet,
    *,
    path: str,
    save_url: str,
    facets: tuple[FacetView, ...],
    data_of: dt.date,
    kept: frozenset[str] = frozenset(),
) -> ResultPage:
    """The search page of what was found; `facets` come from `explorer.facet_views`, the data are as of a day.

    `kept` are the references on the viewer's shortlist.
    """
    outcome, query = found.outcome, found.query
    frame = _frame(filters, path, kept)
    cards = tuple(_card(hit, frame) for hit in found.hits)
    workplace = query.get("werkplek")
    stand = _("stand van %(day)s") % {"day": formats.date_format(data_of, "j F Y")}
    return ResultPage(
        cards=cards,
        sections=page_parts.sections(cards, found),
        chips=tuple(_chip(one, query, filters, path) for one in query.criteria),
        quick=page_parts.quick_chips(found, path),
        workplace=workplace.values[0] if workplace else "",
        without_workplace=address(path, query.without("werkplek")),
        ways=_ways(found, filters, path),
        summary=page_parts.summary(outcome),
        certain=outcome.certain,
        possible=outcome.possible,
        excluded=outcome.excluded,
        total=outcome.total,
        found=outcome.found,
        pager=page_parts.pager(found, path),
        active=len(query.criteria),
        clear_url=path,
        save_url=save_url,
        query=query.query_string(PLUS_BY_DEFAULT),
        stand=stand,
        whole=_("Samen zijn dit alle %(total)s zichtbare kandidaten, %(stand)s.")
        % {"total": formats.localize(outcome.total, use_l10n=True), "stand": stand},
        sentence=sentence(query, filters),
        hidden=query.kinds(PLUS_BY_DEFAULT),
        kept=query.pairs(PLUS_BY_DEFAULT),
        facets=facets,
        remainder=budget_words.remainder(found.showing),
        spent=budget_words.spent(found.showing),
    )


def form_page(filters: CandidateFilterSet, *, path: str, facets: tuple[FacetView, ...]) -> FormPage:
    """The form of a search that was refused."""
    query = filters.rest
    return FormPage(
        active=len(query.criteria),
        clear_url=path,
        rest_url=address(path, query),
        query=query.query_string(PLUS_BY_DEFAULT),
        hidden=query.kinds(PLUS_BY_DEFAULT),
        kept=query.pairs(PLUS_BY_DEFAULT),
        facets=facets,
    )


def card_view(hit: Hit, filters: CandidateFilterSet, *, path: str, kept: frozenset[str] = frozenset()) -> CardView:
    """One card in words, with its answer to every criterion."""
    return _card(hit, _frame(filters, path, kept))


@dataclass(frozen=True)
class CardFrame:
    """What the cards of one page have in common: words, the names of what is asked, and the search in their links."""

    words: Words
    subjects: Mapping[str, str]
    is_required: bool
    path: str
    asked: str
    kept: frozenset[str]


def _frame(filters: CandidateFilterSet, path: str, kept: frozenset[str]) -> CardFrame:
    query = filters.query
    asked = query.query_string(PLUS_BY_DEFAULT)
    subjects = {one.key: _subject(one.key, filters) for one in query.criteria}
    return CardFrame(words(), subjects, bool(query.requirements), path, f"?{asked}" if asked else "", kept)


def _card(hit: Hit, frame: CardFrame) -> CardView:
    said, card = frame.words, hit.card
    groups = tuple([said.group(shown, card.lists[shown.field]) for shown in LISTS])
    return CardView(
        ref=hit.ref,
        url=f"{frame.path}{hit.ref}/{frame.asked}",
        title=_title(card, said),
        place=said.places[card.labels["place"]],
        facts=tuple([said.facts[name][card.labels[name]] for name in SHOWN_FACTS]),
        groups=groups,
        highlights=tuple([groups[place] for place in HIGHLIGHTED if groups[place].terms]),
        matches=tuple([card_words.match(frame.subjects[key], answer) for key, answer in hit.answers]),
        is_certain=hit.is_certain,
        status=_status(hit) if frame.is_required else "",
        seen_on=card_words.day(day_of(hit.since)),
        is_new=hit.is_new,
        is_kept=hit.ref in frame.kept,
    )


def questions(hit: Hit, filters: CandidateFilterSet) -> tuple[str, ...]:
    """What to ask the adviser about this candidate: every criterion that the card leaves open."""
    return tuple(_subject(key, filters) for key in _open(hit))


def sentence(query: SearchQuery, filters: CandidateFilterSet) -> str:
    """The whole search in one line of words."""
    if not query.criteria:
        return _("Alle kandidaten, zonder filters.")
    return "; ".join(_worded(one, filters) for one in query.criteria) + "."


def work_asked(filters: CandidateFilterSet) -> str:
    """The tasks and occupations that a search names, in words; empty when it names none."""
    asked = (filters.query.get(key) for key in WORK)
    return ", ".join(
        capfirst(filters.filters[one.key].names().get(value, value)) for one in asked if one for value in one.values
    )


def _title(card: CardFacts, said: Words) -> str:
    """A card has no name: its wishes are its title."""
    for field, vocabulary in (("task_types", "taaksoort"), ("occupations", "beroep"), ("sectors", "sector")):
        if codes := card.lists[field].codes:
            names = said.terms[vocabulary]
            return " · ".join([names[code] for code in codes[:2]])  # a name may hold commas and "en" itself
    return _("Kandidaat die nog geen werkwens invulde")


def _status(hit: Hit) -> str:
    """Whether everything that is required is met."""
    if hit.is_certain:
        return _("Voldoet aan alles wat moet")
    number = len(_open(hit))
    text = ngettext("Voldoet misschien: nog %(number)d vraag", "Voldoet misschien: nog %(number)d vragen", number)
    return text % {"number": number}


def _open(hit: Hit) -> list[str]:
    """The criteria that the card leaves open."""
    return [key for key, answer in hit.answers if answer is Answer.UNKNOWN]


def _subject(key: str, filters: CandidateFilterSet) -> str:
    return str(filters.filters[key].label)


def _worded(criterion: Criterion, filters: CandidateFilterSet) -> str:
    names = filters.filters[criterion.key].names()
    values = _(" of ").join(capfirst(names.get(value, value)) for value in criterion.values)
    return f"{_subject(criterion.key, filters)}: {values}"


def _short(criterion: Criterion, filters: CandidateFilterSet) -> str:
    """What is asked, without the name of its filter where the value speaks for itself."""
    if criterion.key == "werkplek":
        return _("Kan reizen naar %(place)s") % {"place": criterion.values[0]}
    worded = _worded(criterion, filters)
    return worded if criterion.key in NEED_A_NAME else worded.removeprefix(f"{_subject(criterion.key, filters)}: ")


def _inside(criterion: Criterion, filters: CandidateFilterSet) -> str:
    """The same within a sentence: without a capital, unless it begins with a place."""
    if criterion.key == "werkplek":
        return _("werkplek %(place)s") % {"place": criterion.values[0]}
    short = _short(criterion, filters)
    return short if criterion.key in PLACES else short[:1].lower() + short[1:]


def _chip(criterion: Criterion, query: SearchQuery, filters: CandidateFilterSet, path: str) -> Chip:
    is_plus = criterion.kind is Kind.PLUS
    other = Kind.REQUIREMENT if is_plus else Kind.PLUS
    return Chip(
        label=_worded(criterion, filters),
        text=_short(criterion, filters),
        is_plus=is_plus,
        remove_url=address(path, query.without(criterion.key)),
        switch_url=address(path, query.with_kind(criterion.key, other)),
        switch_label=_("Maak hier een eis van") if is_plus else _("Maak hier een pluspunt van"),
    )


def _ways(found: Found, filters: CandidateFilterSet, path: str) -> tuple[Way, ...]:
    """Every way to more candidates with the exact number it gives: one step looser, or without a requirement."""
    looser = [
        _way(
            _("met %(label)s") % {"label": _inside(one.criterion, filters)}, totals.found, found, address(path, query)
        )
        for one in filters.looser
        for query in [found.query.replaced(one.criterion)]
        for totals in [found.outcome.looser[one.criterion.key]]
    ]
    without = [
        _way(_("zonder %(label)s") % {"label": _inside(one, filters)}, totals.found, found, address(path, query))
        for one in found.query.requirements
        for query in [found.query.without(one.key)]
        for totals in [found.outcome.without[one.key]]
    ]
    return tuple(way for way in [*looser, *without] if way.number > found.outcome.found)


def _way(label: str, number: int, found: Found, url: str) -> Way:
    more = number - found.outcome.found
    text = ngettext("%(number)s meer", "%(number)s meer", more) % {"number": formats.localize(more, use_l10n=True)}
    return Way(label, number, text, url)
