import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from profiles.models import Edition, FigureEvent, Municipality, MunicipalityCount, QuarterCount, RegisterCount
from profiles.quarters import Quarter, ended
from profiles.transparency.counts import Counts
from profiles.transparency.editions import RefusedError, make
from profiles.transparency.stored import report_of
from sync.census import NoMunicipalitiesError, count_quarters, recount
from sync.models import CensusRow, Rejection, SyncRun
from sync.tallies import Tally, tallies_on
from tests.profiles.transparency.golden import AT, census_row, run_started
from tests.profiles.transparency.publications import approved, published

pytestmark = pytest.mark.django_db

FIRST = Quarter(2019, 1)
LAST_DAY = FIRST.last_day
DAY = dt.timedelta(days=1)
EMMEN = "GM0114"
UNKNOWN = ""


def no_registers(_: dt.date) -> Mapping[int, int]:
    return {}


def count(*rows: CensusRow, quarter: Quarter = FIRST) -> dict[str, Counts]:
    """Stores these rows, counts everything until the quarter, and gives the quarter's people by municipality."""
    CensusRow.objects.bulk_create(rows)
    morning_after = dt.datetime.combine(quarter.last_day + DAY, dt.time(6), dt.UTC)
    count_quarters(run=run_started(morning_after), at=AT, registers=no_registers)
    stored = MunicipalityCount.objects.filter(quarter__quarter=str(quarter))
    columns = ("municipality", "gem_with", "gem_without", "uwv_with", "uwv_without")
    return {code: Counts(*people) for code, *people in stored.values_list(*columns)}


def people(counts: Mapping[str, Counts]) -> dict[str, int]:
    """Totals by municipality, without the zeros."""
    return {code: column.total for code, column in counts.items() if column.total}


def test_the_party_and_the_profile_choose_the_column() -> None:
    profile = {"profile_on": dt.date(2019, 1, 1)}

    counts = count(
        census_row(party="GEM", **profile),
        *(census_row(party="GEM") for _ in range(2)),
        *(census_row(party="UWV", **profile) for _ in range(3)),
        *(census_row(party="UWV") for _ in range(4)),
    )

    assert counts[EMMEN] == Counts(gem_with=1, gem_without=2, uwv_with=3, uwv_without=4)


def test_every_municipality_of_the_list_is_there_and_so_is_unknown() -> None:
    counts = count(census_row())

    listed = set(Municipality.objects.on(LAST_DAY).values_list("code", flat=True))
    assert set(counts) == listed | {UNKNOWN}
    assert len(listed) == 355
    assert people(counts) == {EMMEN: 1}


@pytest.mark.parametrize(
    ("values", "counted"),
    [
        ({"registered_on": LAST_DAY}, True),
        ({"registered_on": LAST_DAY + DAY}, False),
        ({"deregistered_on": LAST_DAY}, False),
        ({"deregistered_on": LAST_DAY + DAY}, True),
        ({"removed_on": LAST_DAY}, False),
        ({"removed_on": LAST_DAY + DAY}, True),
    ],
)
def test_people_count_when_they_are_registered_on_the_last_day(values: dict[str, Any], counted: bool) -> None:
    assert people(count(census_row(**values))) == ({EMMEN: 1} if counted else {})


@pytest.mark.parametrize(
    ("values", "has_profile"),
    [
        ({"profile_on": LAST_DAY}, True),
        ({"profile_on": LAST_DAY + DAY}, False),
        ({"profile_on": LAST_DAY, "profile_ended_on": LAST_DAY}, False),
        ({"profile_on": LAST_DAY, "profile_ended_on": LAST_DAY + DAY}, True),
        ({"profile_on": None}, False),
    ],
)
def test_a_profile_counts_when_it_has_started_and_not_ended(values: dict[str, Any], has_profile: bool) -> None:
    counts = count(census_row(**values))

    assert counts[EMMEN] == (Counts(gem_with=1) if has_profile else Counts(gem_without=1))


def test_a_person_with_two_records_counts_once_by_the_latest_registration() -> None:
    counts = count(
        census_row(person_key="p", party="UWV", municipality=EMMEN, registered_on=dt.date(2018, 6, 1)),
        census_row(person_key="p", party="GEM", municipality="GM0109", registered_on=dt.date(2017, 6, 1)),
    )

    assert people(counts) == {EMMEN: 1}
    assert counts[EMMEN].uwv_without == 1


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_registrations_on_one_day_the_same_one_wins_in_any_order(order: int) -> None:
    rows = [
        census_row(person_key="p", record_key="a", municipality=EMMEN),
        census_row(person_key="p", record_key="b", municipality="GM0109"),
    ]

    assert people(count(*rows[::order])) == {"GM0109": 1}


def test_a_later_record_that_does_not_count_that_day_does_not_win() -> None:
    counts = count(
        census_row(person_key="p", municipality=EMMEN),
        census_row(person_key="p", municipality="GM0109", registered_on=LAST_DAY + DAY),
        census_row(person_key="p", municipality="GM0109", registered_on=LAST_DAY, deregistered_on=LAST_DAY),
    )

    assert people(counts) == {EMMEN: 1}


def test_people_claimed_by_both_parties_are_reported_others_not() -> None:
    count(
        census_row(person_key="both", party="GEM"),
        census_row(person_key="both", party="UWV"),
        census_row(person_key="one party", party="GEM"),
        census_row(person_key="one party", party="GEM"),
        census_row(person_key="one after the other", party="GEM", deregistered_on=dt.date(2019, 1, 1)),
        census_row(person_key="one after the other", party="UWV"),
        census_row(party="UWV"),
    )

    assert QuarterCount.objects.get().claimed_twice == 1


def test_someone_who_left_later_is_still_counted_in_the_earlier_quarter() -> None:
    left = census_row(deregistered_on=dt.date(2019, 5, 1), removed_on=dt.date(2019, 6, 1))

    assert people(count(left)) == {EMMEN: 1}
    assert people(count(quarter=Quarter(2019, 2))) == {}


@pytest.mark.parametrize(
    ("code", "quarter", "placed"),
    [
        ("GM0003", Quarter(2020, 4), "GM0003"),  # Appingedam, before the merger
        ("GM0003", Quarter(2021, 1), "GM1979"),  # carried forward to Eemsdelta
        ("GM1979", Quarter(2020, 4), UNKNOWN),  # a newer code is never carried back
        ("GM0788", Quarter(2020, 4), "GM0788"),  # Haaren, before it was split
        ("GM0788", Quarter(2021, 1), UNKNOWN),  # split over four: nobody knows where
        ("GM9999", Quarter(2020, 4), UNKNOWN),
        ("", Quarter(2020, 4), UNKNOWN),
    ],
)
def test_a_code_is_carried_to_the_quarters_own_list(code: str, quarter: Quarter, placed: str) -> None:
    assert people(count(census_row(municipality=code), quarter=quarter)) == {placed: 1}


def test_the_parts_of_a_merger_add_up() -> None:
    rows = [census_row(municipality=code) for code in ("GM0003", "GM0010", "GM0024", "GM0010")]

    assert people(count(*rows, quarter=Quarter(2021, 1))) == {"GM1979": 4}


def test_every_ended_quarter_since_2019_is_counted_once() -> None:
    run = run_started(dt.datetime(2019, 10, 2, tzinfo=dt.UTC))

    first = count_quarters(run=run, at=AT, registers=no_registers)
    again = count_quarters(run=run, at=AT, registers=no_registers)

    assert first == [Quarter(2019, 1), Quarter(2019, 2), Quarter(2019, 3)]
    assert again == []


def test_a_stored_quarter_stays_what_it_was() -> None:
    before = count(census_row())
    after = count(census_row(), quarter=FIRST)

    assert before == after
    assert QuarterCount.objects.count() == 1


@pytest.mark.parametrize(
    ("started_at", "due"),
    [
        (dt.datetime(2019, 3, 31, 21, 59, tzinfo=dt.UTC), []),  # one minute to midnight in the Netherlands
        (dt.datetime(2019, 3, 31, 22, 0, tzinfo=dt.UTC), [FIRST]),
    ],
)
def test_a_quarter_is_due_when_it_was_over_before_the_run_started(
    started_at: dt.datetime, due: list[Quarter]
) -> None:
    assert count_quarters(run=run_started(started_at), at=AT, registers=no_registers) == due


def test_a_quarter_from_before_the_first_complete_sync_is_counted_back() -> None:
    run_started(dt.datetime(2019, 1, 1, tzinfo=dt.UTC), state=SyncRun.State.FAILED)
    run_started(dt.datetime(2019, 5, 1, tzinfo=dt.UTC), state=SyncRun.State.DONE)

    count(quarter=Quarter(2019, 2))

    methods = dict(QuarterCount.objects.values_list("quarter", "method"))
    assert methods == {"2019-Q1": "teruggerekend", "2019-Q2": "vastgesteld"}


def test_it_keeps_when_and_by_which_run_a_quarter_was_counted() -> None:
    count()

    stored = QuarterCount.objects.get()
    assert stored.counted_at == AT
    assert stored.run == SyncRun.objects.get().pk


def test_only_rejected_records_of_the_target_group_are_reported() -> None:
    run = run_started(dt.datetime(2019, 4, 1, tzinfo=dt.UTC))
    for in_target_group in (True, True, False):
        Rejection.objects.create(run=run, reason="bad_date", in_target_group=in_target_group)

    count_quarters(run=run, at=AT, registers=no_registers)

    assert QuarterCount.objects.get().quarantined == 2


def test_register_sizes_are_those_of_the_last_day_and_a_missing_region_has_none() -> None:
    asked = []

    def registers(day: dt.date) -> Mapping[int, int]:
        asked.append(day)
        return {4: 4664, 5: 0}

    count_quarters(run=run_started(dt.datetime(2019, 4, 1, tzinfo=dt.UTC)), at=AT, registers=registers)

    assert asked == [LAST_DAY]
    assert dict(RegisterCount.objects.values_list("region", "size")) == {4: 4664, 5: 0}


def test_a_quarter_is_stored_whole_or_not_at_all() -> None:
    run = run_started(dt.datetime(2019, 4, 1, tzinfo=dt.UTC))

    with pytest.raises(IntegrityError):
        count_quarters(run=run, at=AT, registers=lambda _: {4: -1})

    assert not QuarterCount.objects.exists()
    assert not MunicipalityCount.objects.exists()


def test_without_a_list_of_municipalities_nothing_is_counted() -> None:
    Municipality.objects.all().delete()

    with pytest.raises(NoMunicipalitiesError, match="load_reference_data"):
        count(census_row())

    assert not QuarterCount.objects.exists()


@pytest.mark.parametrize("seed", range(5))
def test_the_tally_equals_counting_by_hand(seed: int) -> None:
    rows = CensusRow.objects.bulk_create(crowd(random.Random(seed)))

    for day, counted in tallies_on([LAST_DAY + days * DAY for days in range(-2, 3)]).items():
        assert sorted(counted.tallies, key=str) == sorted(tally_by_hand(rows, day), key=str)
        assert counted.claimed_twice == claimed_twice_by_hand(rows, day)


def test_many_quarters_cost_as_many_questions_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    CensusRow.objects.bulk_create([census_row(), census_row()])
    days = [quarter.last_day for quarter in ended(FIRST, dt.date(2026, 11, 23))]

    with django_assert_num_queries(2):  # all records, and those of people with several
        counted = tallies_on(days)

    assert len(counted) == 31


def crowd(draw: random.Random) -> list[CensusRow]:
    """Records of about 60 people, all with days around the quarter's last one."""

    def around(chance: float) -> dt.date | None:
        return LAST_DAY + draw.randint(-2, 2) * DAY if draw.random() < chance else None

    return [
        census_row(
            person_key=str(draw.randrange(60)),
            version=draw.choice([-1, 1, 1]),
            municipality=draw.choice([EMMEN, "GM0109", UNKNOWN]),
            party=draw.choice(["GEM", "UWV"]),
            registered_on=around(1),
            deregistered_on=around(0.2),
            removed_on=around(0.2),
            profile_on=around(0.6),
            profile_ended_on=around(0.2),
        )
        for _ in range(150)
    ]


def holds(day: dt.date, start: dt.date | None, end: dt.date | None) -> bool:
    return start is not None and start <= day and (end is None or end > day)


def counting(rows: list[CensusRow], day: dt.date) -> list[CensusRow]:
    return [
        row
        for row in rows
        if holds(day, row.registered_on, row.deregistered_on) and (row.removed_on is None or row.removed_on > day)
    ]


def tally_by_hand(rows: list[CensusRow], day: dt.date) -> list[Tally]:
    in_order = sorted(counting(rows, day), key=lambda row: (row.version >= 0, row.registered_on, row.record_key))
    winners = {row.person_key: row for row in in_order}.values()
    groups = Counter((row.municipality, row.party) for row in winners)
    profiles = Counter(
        (row.municipality, row.party) for row in winners if holds(day, row.profile_on, row.profile_ended_on)
    )
    return [Tally(*group, people=number, with_profile=profiles[group]) for group, number in groups.items()]


def claimed_twice_by_hand(rows: list[CensusRow], day: dt.date) -> int:
    parties: dict[str, set[str]] = {}
    for row in counting(rows, day):
        parties.setdefault(row.person_key, set()).add(row.party)
    return sum(len(found) > 1 for found in parties.values())


def test_a_recount_replaces_the_counts_and_the_draft_and_is_noted() -> None:
    count(census_row())
    SyncRun.objects.update(state=SyncRun.State.DONE)
    CensusRow.objects.bulk_create([census_row()])

    recount(quarter=FIRST, by="anne", at=AT, registers=lambda _: {4: 12})

    assert QuarterCount.objects.get().municipalities.get(municipality=EMMEN).gem_without == 2
    assert report_of(Edition.objects.get()).total.total == 2
    assert FigureEvent.objects.get(action="recount").actor == "anne"


def test_a_recount_states_what_the_last_run_over_everything_set_aside() -> None:
    count(census_row())
    Rejection.objects.create(run=SyncRun.objects.get(), reason="bad_date", in_target_group=True)
    run_started(AT, kind=SyncRun.Kind.DELTA, state=SyncRun.State.DONE)

    recount(quarter=FIRST, by="anne", at=AT, registers=no_registers)

    assert QuarterCount.objects.get().quarantined == Edition.objects.get().quarantined == 1


def test_after_approval_nothing_is_counted_again() -> None:
    count(census_row())
    SyncRun.objects.update(state=SyncRun.State.DONE)
    approved(make(quarter=FIRST, by="systeem", at=AT))
    CensusRow.objects.bulk_create([census_row()])

    with pytest.raises(RefusedError):
        recount(quarter=FIRST, by="anne", at=AT, registers=no_registers)

    assert report_of(Edition.objects.get()).total.total == 1


def test_who_moved_or_left_after_a_published_quarter_is_still_in_it() -> None:
    rows = [census_row(record_key=key, person_key=key) for key in "abc"]
    count(*rows, quarter=Quarter(2020, 4))
    edition = published(make(quarter=Quarter(2020, 4), by="systeem", at=AT))
    before = report_of(edition).total
    CensusRow.objects.filter(pk="a").update(deregistered_on=dt.date(2021, 2, 1))
    CensusRow.objects.filter(pk="b").update(municipality="GM0109")
    CensusRow.objects.filter(pk="c").delete()

    after = count(quarter=Quarter(2021, 1))

    assert report_of(Edition.objects.get(pk=edition.pk)).total == before == Counts(gem_without=3)
    assert people(after) == {"GM0109": 1}
