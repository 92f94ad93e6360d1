"""Whom a run hides, and when: at once if the guard lets it pass, nobody if not, until two people agree."""

import datetime as dt
import logging
from typing import Any

import pytest

from profiles.models import Progress
from sync import run as runs
from sync.decisions import NotPossibleError, approve, refuse, retry
from sync.models import CensusRow, Removal, StagedProfile, SyncRun
from sync.removals import carry_out
from sync.run import AlreadyRunningError
from sync.sonar.client import FeedError, SonarClient
from tests.factories import NOW
from tests.sync.feed import Answer, Feed
from tests.sync.items import crowd, item, tombstone
from tests.sync.reading import contents, published, read, started, visible

pytestmark = pytest.mark.django_db
PEOPLE = 100
DAY = dt.timedelta(days=1)
Items = list[dict[str, Any]]


def without(number: int, how: str) -> Items:
    """The crowd, of which the first so many are to be hidden."""
    people = crowd(PEOPLE)
    newer: dict[str, Any] = {"versie": 11, **({"toestemming": "Nee"} if how == "consent" else {})}
    if how == "tombstones":
        return [*(tombstone(one["klantId"]) for one in people[:number]), *people[number:]]
    if how == "consent":
        return [*(one | newer for one in people[:number]), *people[number:]]
    return people[number:]


def full(client: SonarClient, at: dt.datetime = NOW) -> SyncRun:
    return read(client, started(kind="full", started_at=at))


@pytest.fixture
def shown(feed: Feed, client: SonarClient) -> None:
    """A hundred people of one region, in two generations that are served."""
    feed.holds(*crowd(PEOPLE))
    read(client)
    published()


HOW = ["tombstones", "consent", "absent"]


@pytest.mark.usefixtures("shown")
class TestTooMany:
    @pytest.mark.parametrize("how", HOW)
    def test_up_to_ten_in_a_hundred_are_hidden_at_once(self, feed: Feed, client: SonarClient, how: str) -> None:
        feed.holds(*without(9, how))

        run = full(client)

        assert (run.state, run.withdrawn) == ("reading", 9)
        assert visible() == 2 * (PEOPLE - 9)
        assert StagedProfile.objects.count() == PEOPLE - 9

    @pytest.mark.parametrize("how", HOW)
    def test_eleven_in_a_hundred_change_nothing_and_alarm_staff(
        self, feed: Feed, client: SonarClient, how: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        before = contents()
        feed.holds(*without(11, how))

        with caplog.at_level(logging.ERROR, "sync.alarm"):
            run = full(client)

        assert (run.state, run.withdrawn) == ("waiting", 0)
        assert contents() == before
        assert visible() == 2 * PEOPLE
        assert "the country" in run.error
        assert caplog.messages == [f"Sync run {run.pk} is stopped. {run.error}"]
        assert Progress.objects.get().step == "waiting"

    def test_an_empty_feed_changes_nothing(self, feed: Feed, client: SonarClient) -> None:
        feed.holds()

        assert full(client).state == "waiting"
        assert visible() == 2 * PEOPLE

    def test_small_runs_of_one_day_add_up(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*without(9, "tombstones"))
        full(client)
        feed.holds(*without(12, "tombstones"))

        assert full(client, NOW).state == "waiting"
        assert visible() == 2 * (PEOPLE - 9)

    def test_another_day_counts_anew(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*without(9, "tombstones"))
        full(client)
        Removal.objects.update(carried_out_at=NOW - DAY)
        feed.holds(*without(18, "tombstones"))

        assert full(client).state == "reading"
        assert visible() == 2 * (PEOPLE - 18)

    def test_while_a_run_waits_no_other_begins(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*without(11, "tombstones"))
        full(client)

        with pytest.raises(AlreadyRunningError):
            runs.start(at=NOW + DAY)


@pytest.mark.usefixtures("shown")
class TestDeciding:
    @pytest.fixture
    def stopped(self, shown: None, feed: Feed, client: SonarClient) -> SyncRun:
        feed.holds(*without(50, "tombstones"))
        return full(client)

    def test_two_people_let_it_go_on(self, stopped: SyncRun, client: SonarClient) -> None:
        assert not approve(run=stopped, actor="beheer", at=NOW)
        assert approve(run=stopped, actor="uwv", at=NOW)

        run = read(client, SyncRun.objects.get(pk=stopped.pk))

        assert (run.state, run.withdrawn) == ("reading", 50)
        assert visible() == PEOPLE
        assert not Removal.objects.exists()

    def test_one_person_is_not_enough_however_often(self, stopped: SyncRun) -> None:
        assert not any(approve(run=stopped, actor="beheer", at=NOW) for _ in range(3))
        assert SyncRun.objects.get(pk=stopped.pk).state == "waiting"

    def test_a_refusal_hides_nobody_and_frees_the_place(self, stopped: SyncRun) -> None:
        refuse(run=stopped, actor="beheer", at=NOW)

        stopped.refresh_from_db()
        assert (stopped.state, stopped.error) == ("failed", "Refused by beheer.")
        assert visible() == 2 * PEOPLE
        assert runs.start(at=NOW).state == "reading"

    def test_only_a_run_that_waits_can_be_decided_about(self) -> None:
        run = started()
        for decide in (approve, refuse):
            with pytest.raises(NotPossibleError):
                decide(run=run, actor="beheer", at=NOW)


@pytest.mark.usefixtures("shown")
class TestWhenTheRestFails:
    def broken_off(self, feed: Feed, client: SonarClient, number: int) -> SyncRun:
        feed.pages = [without(number, "tombstones"), Answer(status=404)]
        run = started(kind="full")
        with pytest.raises(FeedError):
            read(client, run)
        runs.fail(run=run, why="The feed broke off.", at=NOW)
        run.refresh_from_db()
        return run

    def test_who_left_by_then_is_hidden_all_the_same(self, feed: Feed, client: SonarClient) -> None:
        run = self.broken_off(feed, client, 9)

        assert (run.state, run.withdrawn) == ("failed", 9)
        assert visible() == 2 * (PEOPLE - 9)

    def test_too_many_are_not(self, feed: Feed, client: SonarClient) -> None:
        self.broken_off(feed, client, 11)

        assert visible() == 2 * PEOPLE

    def test_nobody_is_called_absent(self, feed: Feed, client: SonarClient) -> None:
        feed.pages = [crowd(60), Answer(status=404)]
        run = started(kind="full")
        with pytest.raises(FeedError):
            read(client, run)
        runs.fail(run=run, why="The feed broke off.", at=NOW)

        assert not Removal.objects.exists()
        assert visible() == 2 * PEOPLE

    def test_a_retry_goes_on_at_the_cursor(self, feed: Feed, client: SonarClient) -> None:
        run = self.broken_off(feed, client, 9)
        feed.pages = [without(9, "tombstones"), [item("WZ1")]]

        retry(run=run, at=NOW)
        run.refresh_from_db()
        runs.read_feed(run=run, client=client, clock=lambda: NOW)

        assert run.shards.get().read == PEOPLE + 1

    def test_only_the_newest_run_is_retried(self, feed: Feed, client: SonarClient) -> None:
        run = self.broken_off(feed, client, 9)
        SyncRun.objects.filter(pk=started().pk).update(state="done")

        with pytest.raises(NotPossibleError):
            retry(run=run, at=NOW)


def test_a_long_reading_hides_who_left_before_its_end(
    shown: None, feed: Feed, client: SonarClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed.pages = [[tombstone(crowd(1)[0]["klantId"])], crowd(3)[1:]]
    moments = iter(NOW + minute * dt.timedelta(minutes=1) for minute in range(9))
    seen: list[int] = []

    def seen_at_once(**asked: Any) -> None:
        carry_out(**asked)
        seen.append(visible())

    monkeypatch.setattr(runs, "carry_out_removals", seen_at_once)

    runs.read_feed(run=started(), client=client, clock=lambda: next(moments))

    assert seen[0] == 2 * (PEOPLE - 1)


class TestAbsence:
    def test_who_is_absent_is_hidden_and_stays_in_the_census_for_some_time(
        self, shown: None, feed: Feed, client: SonarClient
    ) -> None:
        feed.holds(*without(1, "absent"))

        full(client)

        row = CensusRow.objects.get(absent_on=NOW.date())
        assert row.removed_on is None
        assert visible() == 2 * (PEOPLE - 1)

    def test_who_does_not_come_back_in_time_is_removed(self, shown: None, feed: Feed, client: SonarClient) -> None:
        feed.holds(*without(1, "absent"))
        for days in (0, 6, 7):
            full(client, NOW + days * DAY)

        assert CensusRow.objects.get(absent_on=NOW.date()).removed_on == (NOW + 7 * DAY).date()

    def test_who_comes_back_is_staged_again(self, shown: None, feed: Feed, client: SonarClient) -> None:
        feed.holds(*without(1, "absent"))
        full(client)
        feed.holds(*crowd(PEOPLE))

        run = full(client)

        assert (run.applied, StagedProfile.objects.count()) == (1, PEOPLE)
        assert not CensusRow.objects.exclude(absent_on=None).exists()

    def test_a_delta_calls_nobody_absent(self, shown: None, feed: Feed, client: SonarClient) -> None:
        feed.holds(*crowd(3))

        read(client)

        assert visible() == 2 * PEOPLE
