"""From pages of the feed to census rows and staged profiles."""

import datetime as dt
import random
from typing import Any

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from profiles import keys
from profiles.models import Progress
from profiles.rows import upsert
from sync import intake
from sync.models import CensusRow, Rejection, StagedProfile, SyncRun
from sync.run import read_feed
from sync.sonar.client import FeedError, SonarClient
from tests.factories import NOW
from tests.sync.feed import Answer, Feed
from tests.sync.items import IDENTITY, crowd, item, tombstone
from tests.sync.reading import contents, read, started, tally

pytestmark = pytest.mark.django_db


class TestAccounting:
    def test_every_record_is_applied_unchanged_stale_or_quarantined(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(item("WZ1"), item("WZ2"), item("WZ3", versie=9))
        read(client)
        feed.holds(
            *(item("WZ1"), item("WZ2", versie=11, toestemming="Nee"), item("WZ3", versie=8), item("WZ4")),
            *(item("WZ5", klantsoort="SVB"), tombstone("WZ6"), item("WZ7", banenafspraak="Nee"), "??"),
        )

        run = read(client)

        assert tally(run) == {"read": 8, "applied": 2, "unchanged": 3, "stale": 1, "quarantined": 2}

    def test_a_second_reading_changes_nothing(self, feed: Feed, client: SonarClient) -> None:
        feed.pages = [[*crowd(3), item("WZ1", klantsoort=None), tombstone("WZ2")], [item("WZ3", toestemming="Nee")]]
        read(client)
        before = contents()

        run = read(client)

        assert contents() == before
        assert tally(run) == {"read": 6, "unchanged": 5, "quarantined": 1}

    def test_pages_and_totals_are_noted_on_the_run(self, feed: Feed, client: SonarClient) -> None:
        people = crowd(5)
        feed.pages = [people[:2], people[2:4], people[4:]]

        run = read(client)

        shard = run.shards.get()
        assert (run.total, run.read, run.snapshot) == (5, 5, "s1")
        assert (shard.total, shard.read, shard.cursor, shard.state) == (5, 5, "", "read")

    def test_progress_and_heartbeat_move_with_every_page(self, feed: Feed, client: SonarClient) -> None:
        people = crowd(3)
        feed.pages = [people[:2], people[2:]]
        minutes = iter(NOW + dt.timedelta(minutes=minute) for minute in range(9))
        run = started()

        read_feed(run=run, client=client, clock=lambda: next(minutes))

        progress = Progress.objects.get()
        assert (progress.step, progress.done, progress.total) == ("reading", 3, 3)
        run.refresh_from_db()
        stored_at = run.shards.get().heartbeat_at
        assert stored_at
        assert NOW < stored_at <= progress.changed_at == run.heartbeat_at

    def test_a_larger_page_asks_the_database_no_more_questions(self, feed: Feed, client: SonarClient) -> None:
        def questions(number: int) -> int:
            CensusRow.objects.all().delete()
            StagedProfile.objects.all().delete()
            feed.holds(*crowd(number))
            run = started()
            with CaptureQueriesContext(connection) as asked:
                read(client, run)
            return len(asked)

        questions(1)  # makes the one row of progress

        assert questions(40) == questions(2)


class TestVersions:
    def test_a_newer_version_replaces_an_older_one(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(item(versie=1, klantsoort="GEM", klantprofiel={"opleidingsniveau": "2"}))
        read(client)
        feed.holds(item(versie=2, klantsoort="UWV", klantprofiel={"opleidingsniveau": "4"}))

        read(client)

        assert CensusRow.objects.get().party == "UWV"
        assert StagedProfile.objects.get().education == "4"

    @pytest.mark.parametrize("older", [item(versie=9, klantsoort="GEM"), tombstone(version=9)])
    def test_an_older_version_never_overwrites(self, feed: Feed, client: SonarClient, older: Any) -> None:
        feed.holds(item(versie=10))
        read(client)
        before = contents()
        feed.holds(older)

        run = read(client)

        assert contents() == before
        assert tally(run) == {"read": 1, "stale": 1}

    def test_a_version_that_changed_nothing_is_remembered_too(self, feed: Feed, client: SonarClient) -> None:
        for version in (10, 12):
            feed.holds(item(versie=version))
            read(client)
        feed.holds(item(versie=11, klantsoort="GEM"))

        run = read(client)

        assert run.stale == 1
        assert CensusRow.objects.get().party == "UWV"

    def test_a_second_tombstone_bars_everything_before_it(self, feed: Feed, client: SonarClient) -> None:
        for day, found in enumerate((item(versie=10), tombstone(version=11), tombstone(version=13))):
            feed.holds(found)
            read(client, started(started_at=NOW + dt.timedelta(days=max(day - 1, 0))))
        feed.holds(item(versie=12))

        run = read(client, started(started_at=NOW + dt.timedelta(days=3)))

        assert run.stale == 1
        assert CensusRow.objects.get().removed_on == dt.date(2026, 11, 23)
        assert not StagedProfile.objects.exists()

    def test_the_newest_of_one_page_wins_whatever_their_order(self, feed: Feed, client: SonarClient) -> None:
        versions = [item(versie=version, klantprofiel={"urenPerWeek": version}) for version in (8, 20, 30)]
        for seed in range(3):
            CensusRow.objects.all().delete()
            feed.holds(*random.Random(seed).sample(versions, 3))

            run = read(client)

            assert StagedProfile.objects.get().hours == "U28"
            assert tally(run) == {"read": 3, "applied": 1, "stale": 2}

    def test_the_order_of_pages_does_not_matter(self, feed: Feed, client: SonarClient) -> None:
        pages = [[one] for one in crowd(4, klantprofiel={"sectoren": ["C"]})]
        feed.pages = pages
        read(client)
        before = [{**row, "sealed": b""} for row in contents()]
        CensusRow.objects.all().delete()
        StagedProfile.objects.all().delete()
        feed.pages = pages[::-1]

        read(client)

        assert [{**row, "sealed": b""} for row in contents()] == before


class TestQuarantine:
    def test_the_reason_and_the_field_are_kept_but_never_the_data(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(item("WZ48151623", persoon=IDENTITY, inschrijfdatum="2020-02-30"))

        run = read(client)

        rejection = Rejection.objects.get()
        assert model_to_dict(rejection, exclude=["id"]) == {
            "run": run.pk,
            "reason": "bad_date",
            "field": "inschrijfdatum",
            "in_target_group": True,
            "region": "",
        }
        assert contents() == []

    def test_an_unknown_code_is_found_when_the_record_is_mapped(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(item(klantprofiel={"vaardigheden": ["ESCO-QQ"]}))

        read(client)

        rejection = Rejection.objects.get()
        assert (rejection.reason, rejection.field) == ("unknown_code", "vaardigheden")

    @pytest.mark.parametrize(
        ("found", "claims"),
        [
            (item(klantsoort=None), True),
            (item(klantsoort=None, banenafspraak="Nee"), False),
            (item(klantsoort=None, banenafspraak="misschien"), False),
            (dict.fromkeys(item()), False),
            ("zie dossier", False),
        ],
    )
    def test_it_is_said_whether_the_record_claimed_to_be_of_the_target_group(
        self, feed: Feed, client: SonarClient, found: object, *, claims: bool
    ) -> None:
        feed.holds(found)

        read(client)

        assert Rejection.objects.get().in_target_group == claims

    def test_one_bad_record_does_not_hold_up_the_others(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*crowd(2), item("WZ\ud800"), item("WZ1", klantsoort=["UWV"]))

        run = read(client)

        assert tally(run) == {"read": 4, "applied": 2, "quarantined": 2}


class TestAllOrNothing:
    def test_an_error_while_storing_leaves_rows_counts_and_cursor_as_they_were(
        self, feed: Feed, client: SonarClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        people = crowd(4)
        feed.pages = [people[:2], [*people[2:], item("WZ1", klantsoort=None)]]
        run = started()

        def breaks_at_the_second_page(rows: Any, **_: Any) -> None:
            upsert(rows)
            if run.shards.get().cursor == "1":
                raise RuntimeError("disk full")

        monkeypatch.setattr(intake, "upsert", breaks_at_the_second_page)
        with pytest.raises(RuntimeError, match="disk full"):
            read(client, run)

        shard = run.shards.get()
        assert tally(shard) == {"read": 2, "applied": 2}
        assert shard.cursor == "1"
        assert (CensusRow.objects.count(), StagedProfile.objects.count(), Rejection.objects.count()) == (2, 2, 0)

    def test_a_run_goes_on_at_its_cursor_in_the_same_snapshot(self, feed: Feed, client: SonarClient) -> None:
        people = crowd(4)
        feed.pages = [people[:2], people[2:]]
        run = started(snapshot="s1", total=4)
        run.shards.update(cursor="1", read=2, applied=2)

        read(client, run)

        asked = feed.asked[-1].query
        assert (asked["cursor"], asked["momentopname"]) == ("1", "s1")
        assert tally(run) == {"read": 4, "applied": 4}
        assert CensusRow.objects.count() == 2

    def test_what_was_read_before_the_feed_broke_off_stays(self, feed: Feed, client: SonarClient) -> None:
        feed.pages = [crowd(2), Answer(status=503)]
        run = started()

        with pytest.raises(FeedError):
            read(client, run)

        shard = run.shards.get()
        assert (shard.read, shard.cursor) == (2, "1")


class TestIdentity:
    def test_nothing_that_identifies_a_person_is_in_any_row(self, feed: Feed, client: SonarClient) -> None:
        profile = {"toelichting": "Ik heet Sjoukje Wiersma-de Boer", "sectoren": ["C"]}
        feed.holds(item("WZ48151623", persoon=IDENTITY, klantprofiel=profile))

        read(client)

        kept = repr((contents(), list(SyncRun.objects.values()), list(Progress.objects.values())))
        canaries = [value for name, value in IDENTITY.items() if name != "geslacht"]
        assert not any(canary in kept for canary in [*canaries, "48151623", "Sjoukje", "7811"])

    def test_the_sealed_link_is_made_anew_only_when_the_record_changed(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(item())
        read(client)
        before = bytes(StagedProfile.objects.get().sealed)

        read(client)

        assert bytes(StagedProfile.objects.get().sealed) == before
        assert keys.opened(before)["klantId"] == "WZ000000001"
