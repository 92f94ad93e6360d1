"""Writes the cards and routes of a generation in short transactions, and takes them away again."""

import datetime as dt
import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models, transaction

from profiles.calendar import Clock, day_of
from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS
from profiles.models import Card, Generation, Route
from profiles.progress import report
from profiles.rows import insert_values
from sync.people import People
from sync.showing import Showing

BATCH = 500  # cards in one transaction: some 20 ms on SQLite, so that no page waits
REPORTED = 10  # batches between two words to who waits
CARD = ("generation", "number", *FACTS, *ATTRIBUTES, *LIST_FIELDS)
ROUTE = ("generation", "number", "profile_key", "sealed")


def write(generation: Generation, people: People, showing: Showing, clock: Clock) -> None:
    """Writes everyone in an order drawn by lot, so that a card's number says nothing; nobody reads them yet."""
    order = list(range(len(people)))
    random.SystemRandom().shuffle(order)
    cards = _card_rows(generation, order, people, showing)
    routes = _route_rows(generation, order, people)
    for batch, start in enumerate(range(0, len(order), BATCH)):
        some_cards, some_routes = list(islice(cards, BATCH)), list(islice(routes, BATCH))
        with transaction.atomic():
            insert_values(Card, CARD, some_cards)
            insert_values(Route, ROUTE, some_routes)
        if batch % REPORTED == 0:
            report(step="releasing", done=start, total=len(order), at=clock())


def _card_rows(
    generation: Generation, order: list[int], people: People, showing: Showing
) -> Iterator[tuple[object, ...]]:
    today = day_of(generation.created_at)
    fresh = {day: freshness(day, today) for day in set(people.profile_on)}
    lists = [showing.lists[name] for name in LIST_FIELDS]
    for number, person in enumerate(order):
        attributes = people.dutch[person], fresh[people.profile_on[person]]
        listed = (texts[person] for texts in lists)
        yield generation.pk, number, *showing.labels[person], *attributes, *listed


def _route_rows(generation: Generation, order: list[int], people: People) -> Iterator[tuple[object, ...]]:
    """By profile key: two indexes grow by it, and growing them at the end writes a fraction of the pages."""
    number_of = {person: number for number, person in enumerate(order)}
    for person in sorted(number_of, key=people.profile_keys.__getitem__):
        yield generation.pk, number_of[person], people.profile_keys[person], people.sealed[person]


def freshness(profile_on: dt.date, today: dt.date) -> str:
    """How fresh a profile is, no finer than quarter, year or older."""
    quarter_starts = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    if profile_on >= quarter_starts:
        return "kwartaal"
    return "jaar" if profile_on.year == today.year else "ouder"


def erase(generation: Generation) -> None:
    """Deletes cards and routes in short transactions and in the order of an index, the generation itself last."""
    _erase_in_order(Card.objects.of(generation.pk), "number")
    _erase_in_order(Route.objects.filter(generation=generation), "profile_key")
    generation.delete()


def _erase_in_order(rows: "models.QuerySet[Any]", column: str) -> None:
    values = rows.order_by(column).values_list(column, flat=True)
    while values.exists():
        beyond = values[BATCH : BATCH + 1].first()
        batch = rows if beyond is None else rows.filter(**{f"{column}__lt": beyond})
        batch.delete()
