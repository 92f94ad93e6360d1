"""One whole run, from the first page to the counted quarters."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from profiles.models import Card, Generation, Live, Progress, QuarterCount
from sync import lease, tasks
from sync import run as runs
from sync.models import CensusRow, Shard, SyncRun
from sync.run import AlreadyRunningError, carry_out, read_feed, start
from sync.sonar.client import FeedError, SonarClient
from tests.factories import NOW, published
from tests.sync.feed import Answer, Feed
from tests.sync.items import crowd, item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_runs")]

MINUTE = dt.timedelta(minutes=1)
ACTIVE = SyncRun.GOING_ON


def carried_out() -> SyncRun:
    return carry_out(run=start(at=NOW), clock=lambda: NOW)


class TestStarting:
    def test_a_run_begins_reading(self) -> None:
        run = start(at=NOW)

        assert (run.state, run.started_at, run.read) == ("reading", NOW, 0)
        assert Progress.objects.get().step == "reading"

    @pytest.mark.parametrize("state", ACTIVE)
    def test_only_one_run_at_a_time_reads_or_releases(self, state: str) -> None:
        going_on = start(at=NOW)
        SyncRun.objects.filter(pk=going_on.pk).update(state=state)

        with pytest.raises(AlreadyRunningError, match="Another sync is running"):
            start(at=NOW + MINUTE)

        assert SyncRun.objects.get().state == state

    @pytest.mark.parametrize("state", ACTIVE)
    def test_the_database_itself_gives_the_place_to_one(self, state: str) -> None:
        start(at=NOW)

        with pytest.raises(IntegrityError), transaction.atomic():
            SyncRun.objects.create(started_at=NOW, state=state)

    @pytest.mark.parametrize("state", [SyncRun.State.DONE, SyncRun.State.FAILED])
    def test_after_a_run_another_may_start(self, state: str) -> None:
        SyncRun.objects.filter(pk=start(at=NOW).pk).update(state=state)

        assert start(at=NOW).state == "reading"

    @pytest.mark.parametrize("state", [SyncRun.State.READING, SyncRun.State.RELEASING])
    def test_a_run_whose_process_was_killed_does_not_bar_the_next_for_ever(self, state: str) -> None:
        killed = start(at=NOW)
        SyncRun.objects.filter(pk=killed.pk).update(state=state)

        start(at=NOW + 5 * MINUTE)

        killed.refresh_from_db()
        assert (killed.state, killed.finished_at) == ("failed", NOW + 5 * MINUTE)
        assert killed.error

    def test_a_run_that_only_just_began_is_not_taken_for_dead(self) -> None:
        SyncRun.objects.create(started_at=NOW)

        with pytest.raises(AlreadyRunningError):
            start(at=NOW)

    def test_a_long_run_that_gives_signs_of_life_is_left_alone(self) -> None:
        SyncRun.objects.filter(pk=start(at=NOW).pk).update(heartbeat_at=NOW + 59 * MINUTE)

        with pytest.raises(AlreadyRunningError):
            start(at=NOW + 60 * MINUTE)


class TestEndingAnew:
    def test_a_run_whose_end_fell_silent_is_ended_by_whoever_looks_next(self, feed: Feed) -> None:
        """A worker died between the last page and the switch: there is no shard left to read."""
        feed.holds(*crowd(5))
        run = start(at=NOW)
        read_feed(run=run, client=SonarClient(feed.url, "id", "secret"), clock=lambda: NOW)
        assert lease.claim_end(run=run, at=NOW)
        later = NOW + lease.SILENT + MINUTE

        assert carry_out(run=SyncRun.objects.get(), clock=lambda: later).state == "done"


class TestCarryingOut:
    def test_the_feed_is_read_published_and_counted(self, feed: Feed) -> None:
        feed.holds(*crowd(6), item("WZ1", toestemming="Nee"), item("WZ2", klantsoort=None))

        run = carried_out()

        assert (run.state, run.read, run.applied, run.quarantined, run.published) == ("done", 8, 7, 1, 6)
        assert run.generation == Live.objects.get().generation_id
        assert run.finished_at == NOW
        assert Card.objects.count() == 6
        assert QuarterCount.objects.get(quarter="2026-Q3").quarantined == 1

    def test_everyone_may_know_when_the_data_were_complete(self, feed: Feed) -> None:
        feed.holds(*crowd(5))

        carried_out()

        progress = Progress.objects.get()
        assert (progress.step, progress.complete_at, progress.message) == ("done", NOW, "")

    def test_a_second_run_publishes_the_same_people(self, feed: Feed) -> None:
        feed.holds(*crowd(6))
        carried_out()

        run = carry_out(run=start(at=NOW + MINUTE), clock=lambda: NOW + MINUTE)

        assert (run.applied, run.unchanged, run.published) == (0, 6, 6)
        assert run.generation == Live.objects.get().generation_id

    def test_people_are_published_before_the_quarters_are_counted(
        self, feed: Feed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        feed.holds(*crowd(5))
        seen: list[int] = []
        monkeypatch.setattr(runs, "count_quarters", lambda **_: seen.append(Live.objects.count()))

        carried_out()

        assert seen == [1]


class TestFailing:
    def test_a_feed_that_breaks_off_ends_the_run_and_leaves_what_is_live(self, feed: Feed) -> None:
        live = published({})
        Progress.objects.create(changed_at=NOW, complete_at=NOW - MINUTE)
        feed.pages = [crowd(5), Answer(status=503)]

        with pytest.raises(FeedError):
            carried_out()

        run, progress = SyncRun.objects.get(), Progress.objects.get()
        assert (run.state, run.error) == ("failed", "The feed answered 503 on /v1/klanten.")
        assert (run.read, run.finished_at) == (5, NOW)
        assert (progress.step, progress.message) == ("failed", run.error)
        assert progress.complete_at == NOW - MINUTE
        assert Live.objects.get().generation == live

    def test_too_few_people_are_said_in_plain_words(self, feed: Feed) -> None:
        feed.holds(*crowd(2))

        with pytest.raises(ValueError, match="2 people"):
            carried_out()

        assert SyncRun.objects.get().error == "2 people cannot be published with k = 5."
        assert not Generation.objects.exists()

    def test_the_words_of_other_errors_are_not_kept_for_they_may_quote_data(
        self, feed: Feed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def breaks(**_: Any) -> None:
            raise ValueError("bad value 111222333")

        monkeypatch.setattr(runs, "release", breaks)

        with pytest.raises(ValueError, match="111222333"):
            carried_out()

        assert SyncRun.objects.get().error == Progress.objects.get().message == "ValueError"

    def test_ctrl_c_ends_the_run_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(**_: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(runs, "read_feed", interrupted)

        with pytest.raises(KeyboardInterrupt):
            carried_out()

        assert SyncRun.objects.get().state == "failed"

    def test_a_run_can_go_on_where_another_worker_left_it(self, feed: Feed) -> None:
        people = crowd(8)
        feed.pages = [people[:4], Answer(status=503)]
        with pytest.raises(FeedError):
            carried_out()
        feed.pages = [people[:4], people[4:]]
        SyncRun.objects.update(state=SyncRun.State.READING, total=8)
        Shard.objects.update(heartbeat_at=NOW - 60 * MINUTE)

        tasks.carry_out_run(SyncRun.objects.get().pk)

        run = SyncRun.objects.get()
        assert (run.state, run.read, run.published) == ("done", 8, 8)
        assert CensusRow.objects.count() == 8


class TestTasks:
    def test_the_nightly_task_does_a_whole_run(self, feed: Feed) -> None:
        feed.holds(*crowd(5))

        tasks.run_sync()

        assert SyncRun.objects.get().state == "done"
        assert Live.objects.exists()

    def test_a_message_that_comes_late_does_not_say_that_the_site_reads(self, feed: Feed) -> None:
        feed.holds(*crowd(5))
        tasks.run_sync()

        tasks.carry_out_run(SyncRun.objects.get().pk)

        assert Progress.objects.get().step == "done"

    def test_the_nightly_task_steps_back_for_a_run_that_is_going_on(self, feed: Feed) -> None:
        going_on = start(at=dt.datetime.now(dt.UTC))

        tasks.run_sync()

        assert SyncRun.objects.get() == going_on
        assert feed.asked == []

    def test_old_generations_are_erased_by_the_clock(self, feed: Feed) -> None:
        feed.holds(*crowd(5))
        carried_out()
        carry_out(run=start(at=NOW + MINUTE), clock=lambda: NOW + MINUTE)
        Live.objects.update(switched_at=dt.datetime.now(dt.UTC) - 11 * MINUTE)

        tasks.erase_old_generations()

        assert Generation.objects.count() == 1


@pytest.mark.django_db
def test_an_abandoned_run_does_not_bar_the_next_one(now: dt.datetime) -> None:
    first = runs.start(at=now)

    runs.abandon(at=now)

    assert runs.start(at=now).pk != first.pk
    assert SyncRun.objects.get(pk=first.pk).state == SyncRun.State.FAILED
