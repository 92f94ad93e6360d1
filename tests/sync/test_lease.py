"""Shards and the end of a run are worked at by one at a time, and a stale worker writes nothing."""

import datetime as dt

import pytest

from sync import run as runs
from sync.intake import read_shard
from sync.lease import SILENT, LostLeaseError, claim_end, claim_shard, fenced
from sync.mapping import vocabularies
from sync.models import CensusRow, Shard, SyncRun
from sync.page import Context
from sync.sonar.client import SonarClient
from tests.factories import NOW
from tests.sync.feed import Feed
from tests.sync.items import crowd
from tests.sync.reading import started, tally

pytestmark = pytest.mark.django_db
LATER = NOW + SILENT


def all_read(run: SyncRun) -> None:
    run.shards.update(state=Shard.State.READ)


class TestShards:
    def test_every_region_is_taken_up_once(self) -> None:
        run = runs.start(at=NOW)

        taken = [shard.region for _ in range(40) if (shard := claim_shard(run=run, at=NOW))]

        assert taken == [*(str(number) for number in range(1, 36)), "overig"]

    def test_a_shard_that_fell_silent_is_taken_over(self) -> None:
        run = started()
        first = claim_shard(run=run, at=NOW)

        second = claim_shard(run=run, at=LATER)

        assert first
        assert second
        assert (second.pk, second.token, second.attempts) == (first.pk, first.token + 1, 2)
        run.refresh_from_db()
        assert run.attempts == 1

    def test_a_shard_that_gives_signs_of_life_is_left_alone(self) -> None:
        run = started()
        claim_shard(run=run, at=NOW)

        assert claim_shard(run=run, at=LATER - dt.timedelta(seconds=1)) is None

    def test_nothing_of_a_run_that_ended_is_taken_up(self) -> None:
        run = started()
        runs.fail(run=run, why="broken", at=NOW)

        assert claim_shard(run=run, at=NOW) is None

    def test_a_stale_worker_writes_nothing(self, feed: Feed, client: SonarClient) -> None:
        feed.pages = [crowd(2), crowd(4)[2:]]
        run = started(snapshot="s1", total=4)
        context = Context(run=run, codes=vocabularies(), today=NOW.date())
        slow = claim_shard(run=run, at=NOW)
        assert slow
        pages = read_shard(shard=slow, client=client, context=context, clock=lambda: NOW)
        next(pages)
        other = claim_shard(run=run, at=LATER)

        with pytest.raises(LostLeaseError):
            next(pages)

        assert other
        assert tally(run.shards.get()) == {"read": 2, "applied": 2}
        assert CensusRow.objects.count() == 2

    def test_a_stored_page_ends_the_count_of_attempts(self, feed: Feed, client: SonarClient) -> None:
        feed.holds(*crowd(2))
        run = started()
        runs.read_feed(run=run, client=client, clock=lambda: NOW)

        assert (run.shards.get().attempts, run.shards.get().state) == (0, "read")


class TestTheEnd:
    def test_it_waits_for_the_last_shard(self) -> None:
        run = started()

        assert not claim_end(run=run, at=NOW)

        all_read(run)
        assert claim_end(run=run, at=NOW)
        assert run.state == "releasing"

    def test_one_worker_gets_it(self) -> None:
        run = started()
        all_read(run)
        other = SyncRun.objects.get()

        assert [claim_end(run=run, at=NOW), claim_end(run=other, at=NOW)] == [True, False]

    def test_who_fell_silent_while_releasing_is_replaced_and_stopped(self) -> None:
        run = started()
        all_read(run)
        claim_end(run=run, at=NOW)
        clock = fenced(run=run, clock=lambda: NOW)
        assert clock() == NOW

        assert claim_end(run=SyncRun.objects.get(), at=LATER)

        with pytest.raises(LostLeaseError):
            clock()
