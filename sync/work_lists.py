"""Counts per municipality and party how many records lack a field: what to fill in first. Aggregates only."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from profiles.calendar import day_of
from profiles.models import EmptyFieldCount
from profiles.models.work_list import FIELDS
from profiles.reference.municipalities import timeline
from sync.models import CensusRow, StagedProfile

Place = tuple[str, str]
"""Municipality (its code in today's list; empty = unknown) and party."""


def count_empty_fields(*, at: dt.datetime) -> None:
    """Counts every record that may be published, in one question, and replaces what was counted before.

    The question comes before the transaction: it takes longer than others may wait for.
    """
    records, empty = _counts(day_of(at))
    counts = [
        EmptyFieldCount(
            municipality=place[0],
            party=place[1],
            field=field,
            people=number,
            empty=empty[(*place, field)],
            counted_at=at,
        )
        for place, number in records.items()
        for field in FIELDS
    ]
    with transaction.atomic():
        EmptyFieldCount.objects.all().delete()
        EmptyFieldCount.objects.bulk_create(counts)


def _counts(today: dt.date) -> tuple[Counter[Place], Counter[tuple[str, str, str]]]:
    """How many records there are, and how many lack each field; codes are carried to today's list."""
    records: Counter[Place] = Counter()
    empty: Counter[tuple[str, str, str]] = Counter()
    for group in _groups():
        place = (timeline().carried(group["municipality"], today) or "", group["party"])
        records[place] += group["records"]
        for field in FIELDS:
            empty[(*place, field)] += group[f"no_{field}"]
    return records, empty


def _groups() -> "QuerySet[Any, Any]":
    census = CensusRow.objects.filter(record_key=OuterRef("record_key"))
    placed = StagedProfile.objects.annotate(
        municipality=Subquery(census.values("municipality")), party=Subquery(census.values("party"))
    )
    lacking = {f"no_{field}": Count("pk", filter=Q(**{field: ""})) for field in FIELDS}
    return placed.exclude(party=None).values("municipality", "party").annotate(records=Count("pk"), **lacking)
