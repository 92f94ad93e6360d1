"""Carries out what the guard lets pass: hides people, and ends their place in the census."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Field, Q, QuerySet

from profiles import keys
from profiles.rows import upsert
from profiles.withdraw import cover_fallen, withdraw
from sync.guard import COUNTRY, too_many
from sync.mapping import Vocabularies, region_today
from sync.models import Bar, CensusRow, Removal, StagedProfile, SyncRun
from sync.models.removal import WINDOW

BATCH = 500  # records in one short transaction

REASONS = tuple(Removal.Reason.values)


def judged(*, run: SyncRun, codes: Vocabularies, today: dt.date, at: dt.datetime) -> list[int]:
    """The regions in which too many would be hidden by all that is noted now; empty if it may all be carried out.

    Two shares are looked at: of the people in the census who leave it, and of those who can be found. A feed that is
    empty is too much whatever the numbers.
    """
    removals = Removal.objects.judged_at(at)
    leaving = removals.filter(reason__in=Removal.LEAVING)
    shown = removals.filter(was_staged=True)
    counted = too_many(_by_region(leaving), _in_census(codes, today) + _by_region(_carried_out(leaving)))
    visible = too_many(_by_region(shown), _staged() + _by_region(_carried_out(shown)))
    empty = {COUNTRY} if _is_empty(run) and removals.exists() else set()
    return sorted({*counted, *visible, *empty})


def _is_empty(run: SyncRun) -> bool:
    return run.kind == SyncRun.Kind.FULL and run.state != SyncRun.State.READING and run.read == 0


def _by_region(removals: "QuerySet[Removal]") -> Counter[int]:
    return Counter(dict(removals.values_list("region").annotate(Count("pk"))))


def _carried_out(removals: "QuerySet[Removal]") -> "QuerySet[Removal]":
    return removals.exclude(carried_out_at=None)


def _in_census(codes: Vocabularies, today: dt.date) -> Counter[int]:
    """How many records each region has."""
    found: Counter[int] = Counter()
    places = CensusRow.objects.present().values_list("municipality").annotate(Count("pk"))
    for municipality, records in places:
        found[region_today(municipality, codes, today)] += records
    return found


def _staged() -> Counter[int]:
    found: Counter[int] = Counter()
    for sub_region, records in StagedProfile.objects.values_list("sub_region").annotate(Count("pk")):
        found[int(sub_region.partition("-")[0] or 0)] += records
    return found


def carry_out(*, run: SyncRun, at: dt.datetime, reasons: tuple[str, ...] = REASONS) -> None:
    """Hides everyone who is noted for these reasons, in short transactions; who is hidden is hidden everywhere."""
    waiting = Removal.objects.pending().filter(reason__in=reasons)
    while batch := list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        cover_fallen(people=_carry_out(run, batch, at))


@transaction.atomic
def _carry_out(run: SyncRun, batch: list[str], at: dt.datetime) -> list[str]:
    """Looks again under a lock: another worker may be at the same people, or may have let one stay; whom it hid."""
    removals = list(Removal.objects.pending().filter(pk__in=batch).select_for_update())
    record_keys = [removal.record_key for removal in removals]
    staged = StagedProfile.objects.filter(pk__in=record_keys)
    people = set(staged.values_list("person_key", flat=True))
    upsert(_changed(removals))
    staged.delete()
    hidden = _without_another_record(people)
    withdraw(people=hidden)
    Removal.objects.filter(pk__in=record_keys).update(carried_out_at=at)
    SyncRun.objects.filter(pk=run.pk).update(withdrawn=F("withdrawn") + len(hidden))
    return hidden


def _changed(removals: list[Removal]) -> list[CensusRow]:
    """The census rows as the removals say they become."""
    rows = CensusRow.objects.in_bulk([removal.record_key for removal in removals])
    for removal in removals:
        row = rows.get(removal.record_key)
        for column, value in removal.census.items() if row else ():
            setattr(row, column, _column(column).to_python(value))
    return list(rows.values())


def _column(name: str) -> "Field[Any, Any]":
    field = CensusRow._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101 - census rows have plain columns only
    return field


def _without_another_record(people: set[str]) -> list[str]:
    """Of the people whose record went, the profile keys of those who are not staged by another record."""
    people = people - set(StagedProfile.objects.filter(person_key__in=people).values_list("person_key", flat=True))
    return [keys.profile_key(person) for person in people]


def forget(*, at: dt.datetime) -> None:
    """Drops the notes of runs that ended, as a new run begins: the feed will say it again."""
    ended = Removal.objects.exclude(run__state__in=SyncRun.GOING_ON)
    ended.filter(Q(carried_out_at=None) | Q(carried_out_at__lte=at - WINDOW)).delete()
    Bar.objects.filter(noted_at__lte=at - WINDOW).delete()
