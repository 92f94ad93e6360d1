"""The sweeper finds the work that nobody does."""

import datetime as dt

import pytest

from sync import run as runs
from sync import tasks
from sync.lease import SILENT, claim_shard
from sync.models import Shard, SyncRun
from sync.sweep import MOST_ATTEMPTS, unattended
from tests.factories import NOW
from tests.sync.reading import started

pytestmark = pytest.mark.django_db
LATER = NOW + SILENT


def test_a_silent_run_is_found_and_a_lively_one_is_not() -> None:
    run = runs.start(at=NOW)

    assert unattended(at=LATER) == run
    assert unattended(at=LATER - dt.timedelta(seconds=1)) is None


def test_one_silent_shard_is_found_while_others_go_on() -> None:
    run = runs.start(at=NOW)
    claim_shard(run=run, at=NOW)
    SyncRun.objects.update(heartbeat_at=LATER)

    assert unattended(at=LATER) == run


@pytest.mark.parametrize("state", ["waiting", "done", "failed"])
def test_a_run_that_waits_for_people_or_has_ended_is_left_alone(state: str) -> None:
    SyncRun.objects.filter(pk=started().pk).update(state=state)

    assert unattended(at=LATER) is None


def test_a_run_that_never_comes_to_an_end_is_ended() -> None:
    SyncRun.objects.filter(pk=started().pk).update(attempts=MOST_ATTEMPTS)

    assert unattended(at=LATER) is None

    assert SyncRun.objects.get().state == "failed"
    assert "did not come to an end" in SyncRun.objects.get().error


def test_the_task_works_at_what_it_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    run = runs.start(at=NOW)
    asked: list[int] = []
    monkeypatch.setattr(tasks, "carry_out_run", asked.append)

    tasks.sweep()

    assert asked == [run.pk]
    assert Shard.objects.filter(state="waiting").count() == 36
