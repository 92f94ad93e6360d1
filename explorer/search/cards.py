"""Reads cards of one generation by their numbers."""

from collections.abc import Sequence

from explorer.search.matching import CardFacts
from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS
from profiles.models import Card


def cards_by_number(generation: int, numbers: Sequence[int]) -> dict[int, CardFacts]:
    """The visible cards among these numbers, in the order given."""
    rows = Card.objects.of(generation).visible().filter(number__in=numbers)
    found = {row.number: facts_of(row) for row in rows}
    return {number: found[number] for number in numbers if number in found}


def facts_of(card: Card) -> CardFacts:
    """What matching may look at: all that the card shows."""
    labels = {name: getattr(card, name) for name in (*FACTS, *ATTRIBUTES)}
    return CardFacts(labels=labels, lists={name: getattr(card, name) for name in LIST_FIELDS})
