"""Counts every quarter that is over and not stored yet, and hands over aggregates only."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from profiles.calendar import day_of
from profiles.models import Edition, FigureEvent, Municipality, MunicipalityCount, QuarterCount, RegisterCount
from profiles.models.edition import note
from profiles.quarters import Quarter, ended
from profiles.reference.municipalities import timeline
from profiles.transparency.counts import Counts
from profiles.transparency.editions import RefusedError, make
from sync.models import SyncRun
from sync.tallies import DayTally, Tally, tallies_on

OLDEST = Quarter(2019, 1)
"""The first quarter for which there is a list of municipalities."""
UNPLACED = ""
"""The municipality code of "gemeente onbekend"."""

Registers = Callable[[dt.date], Mapping[int, int]]
"""Asks the size of the target-group register per region on a day; a region that is missing is unknown."""


class NoMunicipalitiesError(Exception):
    """There is no list of municipalities for a quarter, so nobody could be placed."""


def count_quarters(*, run: SyncRun, at: dt.datetime, registers: Registers) -> list[Quarter]:
    """Counts what a complete run brought and returns the quarters that were stored, oldest first.

    A quarter is due once it ended before the run started: what was read earlier cannot know its last day.

    Raises:
        NoMunicipalitiesError: the reference data are not loaded. Quarters stored before stay.
    """
    due = _due(run)
    found = tallies_on([quarter.last_day for quarter in due]) if due else {}
    for quarter in due:
        _store(_counted(quarter, found[quarter.last_day], run, at, registers))
    return due


def recount(*, quarter: Quarter, by: str, at: dt.datetime, registers: Registers) -> None:
    """Counts a quarter anew until its edition is approved; that is noted with the name.

    Of the runs the last complete one that read everything counts: only that knows all that was set aside.

    Raises:
        RefusedError: an approved edition exists, or no such run is complete: nothing is counted.
    """
    run = SyncRun.objects.complete().filter(kind=SyncRun.Kind.FULL).order_by("started_at").last()
    if run is None or Edition.objects.frozen().filter(quarter=str(quarter)).exists():
        raise RefusedError(f"{quarter} cannot be counted again: it has an approved edition, or no run is complete.")
    day = quarter.last_day
    counted = _counted(quarter, tallies_on([day])[day], run, at, registers)
    with transaction.atomic():
        QuarterCount.objects.filter(quarter=str(quarter)).delete()
        _store(counted)
        note(actor=by, action=FigureEvent.Action.RECOUNT, at=at, quarter=quarter)
        make(quarter=quarter, by=by, at=at)


def _due(run: SyncRun) -> list[Quarter]:
    stored = set(QuarterCount.objects.values_list("quarter", flat=True))
    return [quarter for quarter in ended(OLDEST, day_of(run.started_at)) if str(quarter) not in stored]


def settled_on(today: dt.date) -> dt.date:
    """Who left on or before this day is in no count that is still to be made or approved.

    It is the last day of the oldest quarter without an approved edition; today when there is none.
    """
    frozen = set(Edition.objects.frozen().values_list("quarter", flat=True))
    still_open = (quarter for quarter in ended(OLDEST, today) if str(quarter) not in frozen)
    return next((quarter.last_day for quarter in still_open), today)


@dataclass(frozen=True)
class _Counted:
    """A quarter as it is to be stored, asked together before anything is written."""

    count: QuarterCount
    people: Mapping[str, Counts]
    registers: Mapping[int, int]


def _counted(quarter: Quarter, found: DayTally, run: SyncRun, at: dt.datetime, registers: Registers) -> _Counted:
    day = quarter.last_day
    count = QuarterCount(
        quarter=str(quarter),
        method=_method(quarter, run),
        counted_at=at,
        run=run.pk,
        claimed_twice=found.claimed_twice,
        quarantined=run.rejections.filter(in_target_group=True).count(),
    )
    sizes = {region: size for region, size in registers(day).items() if region in (settings.ONLY_REGIONS or [region])}
    return _Counted(count, _counts(day, found.tallies), sizes)


def _counts(day: dt.date, tallies: Iterable[Tally]) -> dict[str, Counts]:
    """The people of every municipality in the list of that day, zeros and "gemeente onbekend" included."""
    places = set(Municipality.objects.on(day).values_list("code", flat=True))
    if not places:
        raise NoMunicipalitiesError(f"No municipality is known on {day}. Run load_reference_data, then sync again.")
    counts = dict.fromkeys([*places, UNPLACED], Counts())
    for tally in tallies:
        code = timeline().carried(tally.municipality, day)
        counts[code if code in places else UNPLACED] += _by_party(tally)
    return counts


def _by_party(tally: Tally) -> Counts:
    without = tally.people - tally.with_profile
    if tally.party == "GEM":
        return Counts(gem_with=tally.with_profile, gem_without=without)
    return Counts(uwv_with=tally.with_profile, uwv_without=without)


def _method(quarter: Quarter, run: SyncRun) -> QuarterCount.Method:
    """Counted back when the quarter ended before the first complete run: of that time only today's data are known."""
    complete = SyncRun.objects.filter(Q(state=SyncRun.State.DONE) | Q(pk=run.pk))
    first = complete.earliest("started_at")
    backfilled = quarter.last_day < day_of(first.started_at)
    return QuarterCount.Method.BACKFILLED if backfilled else QuarterCount.Method.OBSERVED


def _store(counted: _Counted) -> None:
    count = counted.count
    with transaction.atomic():
        count.save(force_insert=True)
        MunicipalityCount.objects.bulk_create(_row(count, code, people) for code, people in counted.people.items())
        RegisterCount.objects.bulk_create(
            RegisterCount(quarter=count, region=region, size=size) for region, size in counted.registers.items()
        )


def _row(count: QuarterCount, code: str, people: Counts) -> MunicipalityCount:
    return MunicipalityCount(
        quarter=count,
        municipality=code,
        gem_with=people.gem_with,
        gem_without=people.gem_without,
        uwv_with=people.uwv_with,
        uwv_without=people.uwv_without,
    )
