"""Who may no longer be shown is hidden as soon as it is read."""

import datetime as dt
from typing import Any

import pytest

from profiles import keys
from profiles.models import Mask, Route
from sync.models import CensusRow, StagedProfile
from sync.sonar.client import SonarClient
from tests.factories import NOW
from tests.sync.feed import Feed
from tests.sync.items import BSN, crowd, item, tombstone
from tests.sync.reading import contents, published, read, started, tally, visible

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
KEY = keys.record_key("WZ000000001")
GONE = {
    "tombstone": tombstone(),
    "left the target group": item(versie=11, banenafspraak="Nee"),
    "perhaps left the target group": item(versie=11, banenafspraak="Onbekend"),
}
NO_LONGER_SHOWN = {
    "consent withdrawn": item(versie=11, toestemming="Nee"),
    "consent unknown": item(versie=11, toestemming="Onbekend"),
    "deregistered": item(versie=11, uitschrijfdatum="2026-11-23"),
    "profile ended": item(versie=11, profieleinddatum="2026-11-23"),
    "profile gone": item(versie=11, klantprofiel=None),
}
UNREADABLE = {
    "bad date": item(versie=11, gemeenteSinds="gisteren"),
    "unknown code": item(versie=11, klantprofiel={"sectoren": ["QQ"]}),
    "wrong type": item(versie=11, persoon="geen gegevens"),
    "no version": item(versie=None),
    "blank": dict.fromkeys(item()) | {"klantId": "WZ000000001"},
}
HIDING = GONE | NO_LONGER_SHOWN | UNREADABLE
"""Newer versions of a published record after which the person is not shown."""


class TestHidingAtOnce:
    @pytest.mark.parametrize("newer", HIDING.values(), ids=HIDING)
    def test_a_person_who_may_not_be_shown_is_unstaged_and_masked_wherever_served(
        self, feed: Feed, client: SonarClient, newer: dict[str, Any]
    ) -> None:
        feed.holds(item(), *crowd(1))
        read(client)
        published()
        hidden = keys.profile_key(StagedProfile.objects.get(pk=KEY).person_key)
        feed.holds(newer, *crowd(1))

        run = read(client)

        routes = Route.objects.filter(profile_key=hidden).values_list("generation", "number")
        assert sorted(Mask.objects.values_list("generation", "number")) == sorted(routes)
        assert visible() == 2  # the other person, in both generations
        assert not StagedProfile.objects.filter(pk=KEY).exists()
        assert run.withdrawn == 1

    @pytest.mark.parametrize("newer", HIDING.values(), ids=HIDING)
    def test_hiding_someone_a_second_time_changes_nothing(
        self, feed: Feed, client: SonarClient, newer: dict[str, Any]
    ) -> None:
        for found in (item(), newer):
            feed.holds(found)
            read(client)
        before = contents()

        run = read(client)

        assert contents() == before
        assert (run.applied, run.withdrawn) == (0, 0)

    @pytest.mark.parametrize("newer", HIDING.values(), ids=HIDING)
    def test_someone_comes_back_when_a_newer_version_allows_it(
        self, feed: Feed, client: SonarClient, newer: dict[str, Any]
    ) -> None:
        for found in (item(), newer, item(versie=12)):
            feed.holds(found)
            run = read(client)

        assert run.applied == 1
        assert StagedProfile.objects.filter(pk=KEY).exists()
        assert CensusRow.objects.get().removed_on is None

    def test_someone_comes_back_when_the_same_version_can_be_read_again(
        self, feed: Feed, client: SonarClient
    ) -> None:
        for found in (item(), UNREADABLE["no version"], item()):
            feed.holds(found)
            read(client)

        assert StagedProfile.objects.filter(pk=KEY).exists()

    @pytest.mark.parametrize("newer", GONE.values(), ids=GONE)
    def test_who_leaves_the_target_group_stays_in_the_census_with_the_day(
        self, feed: Feed, client: SonarClient, newer: dict[str, Any]
    ) -> None:
        feed.holds(item(klantsoort="GEM"))
        read(client)
        feed.holds(newer)

        read(client)

        row = CensusRow.objects.get()
        assert (row.removed_on, row.party, row.municipality) == (TODAY, "GEM", "GM0114")

    @pytest.mark.parametrize("newer", [*NO_LONGER_SHOWN.values(), *UNREADABLE.values()])
    def test_who_is_only_hidden_is_not_removed_from_the_census(
        self, feed: Feed, client: SonarClient, newer: dict[str, Any]
    ) -> None:
        for found in (item(), newer):
            feed.holds(found)
            read(client)

        assert CensusRow.objects.get().removed_on is None

    def test_the_day_of_removal_is_that_of_the_netherlands(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(item())
        read(client)
        feed.holds(tombstone())
        evening = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)

        read(client, started(started_at=evening))

        assert CensusRow.objects.get().removed_on == dt.date(2026, 11, 24)

    @pytest.mark.parametrize("version", [9, 0])
    def test_an_older_version_that_cannot_be_read_hides_nobody(
        self, feed: Feed, client: SonarClient, version: int
    ) -> None:
        feed.holds(item())
        read(client)
        feed.holds(item(versie=version, gemeenteSinds="gisteren"))

        read(client)

        assert StagedProfile.objects.exists()

    def test_a_profile_that_ended_by_the_calendar_is_unstaged_without_a_newer_version(
        self, feed: Feed, client: SonarClient
    ) -> None:
        feed.holds(item(profieleinddatum="2026-11-24"))
        read(client)
        tomorrow = started(started_at=NOW + dt.timedelta(days=1))

        read(client, tomorrow)

        assert not StagedProfile.objects.exists()
        assert tomorrow.withdrawn == 1

    def test_someone_who_was_never_counted_leaves_without_a_trace(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(item("WZ1", banenafspraak="Nee"), tombstone("WZ2"))

        run = read(client)

        assert contents() == []
        assert tally(run) == {"read": 2, "unchanged": 2}


class TestTwoRecordsOfOnePerson:
    def twice(self, **values: Any) -> list[dict[str, Any]]:
        return [item(klant_id, persoon={"bsn": BSN}, **values) for klant_id in ("WZ1", "WZ2")]

    def test_both_are_kept_under_the_key_of_the_person(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*self.twice())

        read(client)

        assert set(CensusRow.objects.values_list("person_key", flat=True)) == {keys.person_key(BSN)}
        assert set(StagedProfile.objects.values_list("person_key", flat=True)) == {keys.person_key(BSN)}
        assert StagedProfile.objects.count() == 2

    def test_a_person_is_shown_while_one_of_the_records_may_be(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*self.twice())
        read(client)
        published()
        feed.holds(tombstone("WZ1"))

        run = read(client)

        assert visible() == 2
        assert run.withdrawn == 0

    def test_a_person_is_hidden_when_the_last_one_goes(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*self.twice())
        read(client)
        published()
        feed.pages = [[tombstone("WZ1")], [tombstone("WZ2")]]

        run = read(client)

        assert visible() == 0
        assert run.withdrawn == 1

    def test_a_person_who_moved_to_another_record_on_the_same_page_stays(
        self, feed: Feed, client: SonarClient
    ) -> None:
        old, new = self.twice()
        feed.holds(old)
        read(client)
        published()
        feed.holds(tombstone("WZ1"), new)

        read(client)

        assert visible() == 2
