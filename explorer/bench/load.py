"""Fills an empty database with reference data and one live generation of invented cards."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from django.core.management import call_command
from django.db import connection, transaction

from explorer.bench.cards import Row, drawn_cards
from profiles import keys
from profiles.models import Card, Generation, Live, Route
from profiles.reference.load import load as load_reference

CREATED_AT = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
BATCH, ROUTES = 20_000, 5_000
"""Rows that are written at once: of cards, and of their routes."""


def empty() -> None:
    """Creates the tables, with reference data in them."""
    call_command("migrate", verbosity=0)
    load_reference()


def load(profiles: int, seed: int) -> int:
    """Creates the tables and `profiles` cards; the number of their generation."""
    empty()
    generation = Generation.objects.create(created_at=CREATED_AT, k=5, size=profiles)
    columns, rows = drawn_cards(profiles, seed)
    with transaction.atomic():
        _write(columns, ((*row, generation.pk) for row in rows))
    Live.objects.create(generation=generation, switched_at=CREATED_AT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return generation.pk


def give_routes(generation: int) -> None:
    """The keys of the drawn people, without which no card can be shown; they lead to nobody."""
    if Route.objects.filter(generation=generation).exists():
        return
    numbers = Card.objects.of(generation).order_by("number").values_list("number", flat=True)
    rows = (
        Route(generation_id=generation, number=one, profile_key=keys.profile_key(f"bench {one}"), sealed=b"bench")
        for one in numbers.iterator()
    )
    with transaction.atomic():
        Route.objects.bulk_create(rows, batch_size=ROUTES)


def _write(columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    """Writes the rows in the quickest way of each database."""
    table, names = Card._meta.db_table, ", ".join((*columns, "generation_id"))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    holders = ", ".join(["%s"] * (len(columns) + 1))
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({holders})", batch)  # noqa: S608 - our names
