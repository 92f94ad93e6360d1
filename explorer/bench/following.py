"""Measures how long it takes to work out all saved searches at a release, in the database that this process has."""

import datetime as dt
import random
import time
from collections.abc import Iterator
from itertools import islice

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F

from explorer.bench.load import CREATED_AT, give_routes, load
from explorer.bench.workload import Searches
from explorer.following.evaluate import evaluate
from explorer.models import Organisation, SavedSearch, SearchChange
from profiles.models import Card, Generation, Live, Route

CHANGED = 100
"""One card of so many says something else at the second release."""


def followed(profiles: int, searches: int, seed: int) -> dict[str, float]:
    """Seconds of the clock and of this process for a first release and one that changes a hundredth of the cards."""
    first = load(profiles, seed)
    give_routes(first)
    _save(first, searches, seed)
    one = _timed()
    _release_again(first)
    two = _timed()
    return {
        "profiles": profiles,
        "searches": searches,
        "first_seconds": one[0],
        "first_cpu_seconds": one[1],
        "seconds": two[0],
        "cpu_seconds": two[1],
        "changed": SearchChange.objects.count(),
    }


def _timed() -> tuple[float, float]:
    """One whole evaluation, building the index and numbering people included."""
    clock, cpu = time.perf_counter(), time.process_time()
    evaluate()
    return round(time.perf_counter() - clock, 1), round(time.process_time() - cpu, 1)


def _save(generation: int, number: int, seed: int) -> None:
    owner = User.objects.create_user("meting")
    organisation = Organisation.objects.create(name="Meting", kind=Organisation.Kind.INTERMEDIARY)
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=owner, organisation=organisation, name=str(place), query=query, saved_at=CREATED_AT)
        for place, query in enumerate(islice(_different(generation, seed), number))
    )


def _different(generation: int, seed: int) -> Iterator[str]:
    draw, seen = Searches(generation, random.Random(seed)).draw, set()  # noqa: S311 - invented searches, no secret
    while True:
        if (query := draw()) not in seen:
            seen.add(query)
            yield query


def _release_again(former: int) -> None:
    """The same people once more; one card of a hundred no longer says how many hours."""
    new = Generation.objects.create(created_at=CREATED_AT + dt.timedelta(days=1), k=5, size=Card.objects.count())
    for model in (Card, Route):
        table = model._meta.db_table
        names = ", ".join(str(field.column) for field in model._meta.fields if field.name not in ("id", "generation"))
        with connection.cursor() as cursor:
            copied = f"INSERT INTO {table} (generation_id, {names}) SELECT %s, {names} FROM {table}"  # noqa: S608
            cursor.execute(f"{copied} WHERE generation_id = %s", [new.pk, former])
    Card.objects.of(new.pk).annotate(turn=F("number") % CHANGED).filter(turn=0).update(hours="")
    Live.objects.update(generation=new, previous=former)
