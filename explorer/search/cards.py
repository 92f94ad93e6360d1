"""Reads cards of one generation by their numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.models import ProfileReference
from explorer.references import Known
from explorer.search.matching import CardFacts
from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS, SHOWN
from profiles.models import Card
from profiles.terms import decoded

_SHOWN = ", ".join(f"card.{name}" for name in SHOWN)


def cards_by_number(generation: int, numbers: Sequence[int]) -> dict[int, CardFacts]:
    """The visible cards among these numbers, in the order given."""
    rows = Card.objects.of(generation).visible().filter(number__in=numbers)
    found = {row.number: facts_of(row) for row in rows}
    return {number: found[number] for number in numbers if number in found}


@dataclass(frozen=True)
class KeyedCard:
    """One card, and under which reference a viewer knows it; None when it was not shown to that viewer yet."""

    card: CardFacts
    known: Known | None


def cards_by_person(generation: int, numbers: Sequence[int], viewer: str) -> dict[str, KeyedCard]:
    """The same by profile key, so that it can be noted who was shown, with what a viewer knows; in one question."""
    if not numbers:
        return {}
    statement = KEYED_CARDS.format(holders=", ".join(["%s"] * len(numbers)))
    rows: Iterable[Any] = ProfileReference.objects.raw(statement, [viewer, generation, *numbers])
    found = {row.number: (row.person, KeyedCard(_read(row), _known(row))) for row in rows}
    return dict(found[number] for number in numbers if number in found)


KEYED_CARDS = f"""
SELECT known.id, known.code, known.first_shown_at, route.profile_key AS person, card.number, {_SHOWN}
FROM profiles_card AS card
JOIN profiles_route AS route ON route.generation_id = card.generation_id AND route.number = card.number
LEFT JOIN explorer_profilereference AS known ON known.viewer = %s AND known.profile_key = route.profile_key
WHERE card.generation_id = %s AND card.number IN ({{holders}}) AND NOT EXISTS (
    SELECT 1 FROM profiles_mask AS mask WHERE mask.generation_id = card.generation_id AND mask.number = card.number
)
"""  # noqa: S608 - our own names
"""By hand: for each page the ORM would take six times as long to make this statement as it takes to be answered."""


def _read(row: Any) -> CardFacts:
    """A card out of columns as they are stored."""
    labels = {name: getattr(row, name) for name in (*FACTS, *ATTRIBUTES)}
    return CardFacts(labels=labels, lists={name: decoded(getattr(row, name)) for name in LIST_FIELDS})


def _known(row: Any) -> Known | None:
    return Known(row.code, row.first_shown_at) if row.code else None


def facts_of(card: Card) -> CardFacts:
    """What matching may look at: all that the card shows."""
    labels = {name: getattr(card, name) for name in (*FACTS, *ATTRIBUTES)}
    return CardFacts(labels=labels, lists={name: getattr(card, name) for name in LIST_FIELDS})
