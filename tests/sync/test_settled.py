"""Census rows of who left go once every quarter in which they counted has an approved edition."""

import datetime as dt

import pytest

from profiles.models import Edition, MunicipalityCount
from profiles.quarters import Quarter, ended
from sync.census import OLDEST, count_quarters, settled_on
from sync.erasure import erase_settled
from sync.models import CensusRow, StagedProfile
from sync.sonar.client import SonarClient
from tests.profiles.transparency.golden import AT, census_row, run_started
from tests.sync.feed import Feed
from tests.sync.items import item
from tests.sync.reading import read, started, tally

pytestmark = pytest.mark.django_db

TODAY = dt.date(2021, 5, 10)
LEFT = dt.date(2021, 2, 1)


def frozen_until(quarter: Quarter) -> None:
    """Every quarter from the first to this one has an approved edition."""
    people = {"made_by": "anne", "checked_by": "anne", "approved_by": "bram"}
    times = {"made_at": AT, "checked_at": AT, "approved_at": AT}
    Edition.objects.bulk_create(
        Edition(quarter=str(one), number=1, state="goedgekeurd", content="{}", quarantined=0, **people, **times)
        for one in ended(OLDEST, quarter.last_day + dt.timedelta(days=1))
        if not Edition.objects.filter(quarter=str(one)).exists()
    )


def test_the_oldest_quarter_without_an_approved_edition_is_open() -> None:
    assert settled_on(TODAY) == dt.date(2019, 3, 31)

    frozen_until(Quarter(2020, 3))
    assert settled_on(TODAY) == dt.date(2020, 12, 31)


def test_when_every_quarter_is_frozen_who_left_until_today_counts_no_more() -> None:
    frozen_until(Quarter(2021, 1))

    assert settled_on(TODAY) == TODAY


def test_who_left_in_2021_is_counted_in_2020_and_goes_when_that_is_frozen() -> None:
    CensusRow.objects.bulk_create([census_row(deregistered_on=LEFT), census_row(removed_on=LEFT), census_row()])
    run = run_started(dt.datetime(2021, 5, 10, tzinfo=dt.UTC))
    frozen_until(Quarter(2020, 3))

    assert erase_settled(today=TODAY) == 0
    count_quarters(run=run, at=AT, registers=lambda _: {})
    frozen_until(Quarter(2020, 4))
    assert erase_settled(today=TODAY) == 2

    counted = MunicipalityCount.objects.filter(municipality="GM0114").values_list("quarter__quarter", "gem_without")
    assert dict(counted)["2020-Q4"] == 3
    assert dict(counted)["2021-Q1"] == 1
    assert CensusRow.objects.count() == 1


def test_a_row_removed_today_and_one_that_is_staged_stay() -> None:
    frozen_until(Quarter(2021, 1))
    staged = census_row(deregistered_on=LEFT)
    CensusRow.objects.bulk_create([census_row(removed_on=TODAY), staged])
    shown = {"registered_on": LEFT, "profile_on": LEFT, "sealed": b"", "version": 1}
    StagedProfile.objects.create(record_key=staged.pk, person_key=staged.person_key, **shown)

    assert erase_settled(today=TODAY) == 0
    assert erase_settled(today=TODAY + dt.timedelta(days=1)) == 1


def test_a_later_run_does_not_bring_back_who_left_before_the_open_quarter(feed: Feed, client: SonarClient) -> None:
    left = item("WZ1", inschrijfdatum="2018-01-01", uitschrijfdatum=LEFT.isoformat())
    feed.holds(left, item("WZ2"))
    read(client)
    frozen_until(Quarter(2021, 1))
    CensusRow.objects.filter(deregistered_on=LEFT).delete()

    run = read(client, started(started_at=AT))

    assert tally(run) == {"read": 2, "stale": 1, "unchanged": 1}
    assert CensusRow.objects.count() == 1


def test_who_comes_back_is_taken_in_again(feed: Feed, client: SonarClient) -> None:
    frozen_until(Quarter(2021, 1))
    feed.holds(item("WZ1", versie=12, inschrijfdatum="2018-01-01"))

    read(client)

    assert CensusRow.objects.get().deregistered_on is None
