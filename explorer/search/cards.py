"""Reads cards of one generation by their numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from explorer.search.matching import CardFacts
from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS
from profiles.models import Card, Route


def cards_by_number(generation: int, numbers: Sequence[int]) -> dict[int, CardFacts]:
    """The visible cards among these numbers, in the order given."""
    rows = Card.objects.of(generation).visible().filter(number__in=numbers)
    found = {row.number: facts_of(row) for row in rows}
    return {number: found[number] for number in numbers if number in found}


def cards_by_person(generation: int, numbers: Sequence[int]) -> dict[str, CardFacts]:
    """The same by profile key, so that it can be noted who was shown; in one question."""
    route = Route.objects.filter(generation=OuterRef("generation"), number=OuterRef("number"))
    rows = Card.objects.of(generation).visible().filter(number__in=numbers)
    keyed: Iterable[Any] = rows.annotate(person=Subquery(route.values("profile_key")))
    found = {row.number: (row.person, facts_of(row)) for row in keyed}
    return dict(found[number] for number in numbers if number in found)


def facts_of(card: Card) -> CardFacts:
    """What matching may look at: all that the card shows."""
    labels = {name: getattr(card, name) for name in (*FACTS, *ATTRIBUTES)}
    return CardFacts(labels=labels, lists={name: getattr(card, name) for name in LIST_FIELDS})
