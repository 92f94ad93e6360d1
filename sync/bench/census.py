"""Counting quarters, timed: of an invented target group every quarter at once, and then the last one alone."""

import datetime as dt
import random
import time
from collections.abc import Mapping

from django.db import connection

from profiles.models import Municipality, QuarterCount
from profiles.quarters import Quarter
from sync.bulk import expect_many_rows
from sync.census import count_quarters
from sync.models import CensusRow, SyncRun

AT = dt.datetime(2026, 10, 2, 6, tzinfo=dt.UTC)
LAST = Quarter(2026, 3)
BATCH = 5000
TIMES = 7
SEVERAL = 0.02
"""The share of records that belong to someone who has another one."""


def counted(people: int) -> dict[str, object]:
    """Seconds to count and store every quarter since 2019, and only the last one: by the clock and of our process.

    The last one is counted some times and the quickest holds: other work on the machine only makes it slower.
    """
    expect_many_rows()
    _fill(people)
    run = SyncRun.objects.create(started_at=AT, state=SyncRun.State.RELEASING)
    begun = time.perf_counter()
    quarters = count_quarters(run=run, at=AT, registers=_no_registers)
    every = time.perf_counter() - begun
    seconds, processor = map(min, zip(*(_last(run) for _ in range(TIMES)), strict=True))
    measured = {"every_s": every, "last_s": seconds, "last_processor_s": processor}
    return {"records": people, "quarters": len(quarters), **measured}


def _last(run: SyncRun) -> tuple[float, float]:
    """Counts the last quarter again: seconds by the clock, and of our process."""
    QuarterCount.objects.filter(quarter=str(LAST)).delete()
    begun, used = time.perf_counter(), time.process_time()
    count_quarters(run=run, at=AT, registers=_no_registers)
    return time.perf_counter() - begun, time.process_time() - used


def _fill(people: int) -> None:
    draw = random.Random(1)  # noqa: S311 - invented people, the same each time
    places = sorted(Municipality.objects.on(dt.date(2020, 12, 31)).values_list("code", flat=True))
    for start in range(0, people, BATCH):
        size = min(BATCH, people - start)
        CensusRow.objects.bulk_create(_row(draw, start + number, places) for number in range(size))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself, later


def _row(draw: random.Random, number: int, places: list[str]) -> CensusRow:
    registered = dt.date(2014, 1, 1) + dt.timedelta(days=draw.randrange(4500))
    left = registered + dt.timedelta(days=draw.randrange(3000)) if draw.random() < 0.2 else None
    own = draw.random() >= SEVERAL
    return CensusRow(
        record_key=f"{draw.getrandbits(128):032x}",
        person_key=f"{number if own else draw.randrange(number + 1):032x}",
        version=1,
        digest="",
        municipality=draw.choice(places),
        party=draw.choice(("GEM", "UWV")),
        registered_on=registered,
        deregistered_on=left,
        profile_on=registered + dt.timedelta(days=90) if draw.random() < 0.55 else None,
    )


def _no_registers(_: dt.date) -> Mapping[int, int]:
    return {}
