"""Puts a candidate's own card into words: what employers see, what they do not and why, and what may be filled in."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from explorer.candidate import OwnCard
from explorer.card_words import label_of
from explorer.filters import searched_if_valid
from explorer.page_values import CardView
from explorer.presenters import card_view
from explorer.search.matching import CardFacts
from profiles.display import FACTS, LIST_FIELDS, SHOWN
from profiles.models import Label

STAGED_AS = {"place": "sub_region"}
"""Fields that `sync` names otherwise than the card does."""


@dataclass(frozen=True)
class Note:
    """One field that employers see less of than is known, and why."""

    label: str
    text: str


@dataclass(frozen=True)
class CandidatePage:
    """What the template prints."""

    card: CardView
    notes: tuple[Note, ...]
    missing: tuple[str, ...]
    by_organisations: int
    organisations: int
    by_visitors: int


def candidate_page(own: OwnCard) -> CandidatePage:
    """The page of one candidate."""
    facts, empty, views = own.hit.card, frozenset(own.empty), own.views
    return CandidatePage(
        card=card_view(own.hit, searched_if_valid(""), path="/kandidaten/"),
        notes=(*_of_facts(facts, empty), *_of_lists(facts)),
        missing=names_of_empty(empty),
        by_organisations=views.by_organisations,
        organisations=views.organisations,
        by_visitors=views.by_visitors,
    )


def names_of_empty(fields: Collection[str]) -> tuple[str, ...]:
    """What a card calls these fields, which are empty in Sonar, in the card's order."""
    return tuple(label_of(name) for name in SHOWN if STAGED_AS.get(name, name) in fields)


def _of_facts(card: CardFacts, empty: frozenset[str]) -> list[Note]:
    coarse = set(Label.objects.filter(level__gt=0).values_list("fact", "code"))
    notes = []
    for name in FACTS:
        code = card.labels[name]
        if not code and STAGED_AS.get(name, name) not in empty:
            notes.append(Note(label_of(name), _withheld()))
        elif (name, code) in coarse or (name == "place" and code and "-" not in code):
            notes.append(Note(label_of(name), _coarser()))
    return notes


def _of_lists(card: CardFacts) -> list[Note]:
    text = _("Niet alles staat erop. Van wat ontbreekt, zijn er te weinig mensen in uw omgeving.")
    return [Note(label_of(name), text) for name in LIST_FIELDS if card.lists[name].more]


def _withheld() -> str:
    text = _("Weggelaten. Anders zien minder dan %(k)d mensen er hetzelfde uit, en kan iemand u herkennen.")
    return text % {"k": settings.ANONYMITY_K}


def _coarser() -> str:
    text = _("Minder precies. Anders zien minder dan %(k)d mensen er hetzelfde uit.")
    return text % {"k": settings.ANONYMITY_K}
