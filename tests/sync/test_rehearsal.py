"""A record that kills its worker is found and set aside, and holds up nobody."""

import os
import signal
from typing import Any

import pytest

from sync import intake
from sync.models import CensusRow, Rejection
from sync.rehearsal import survivors
from sync.sonar.client import SonarClient
from sync.sonar.records import SonarRecord, parse
from tests.sync.feed import Feed
from tests.sync.items import crowd, item
from tests.sync.reading import read, started, tally

PARENT = os.getpid()


def deadly(number: int) -> None:
    if number % 4 == 3:
        os.kill(os.getpid(), signal.SIGKILL)


def test_those_who_kill_are_left_out_and_the_others_stay_in_order() -> None:
    assert survivors(range(10), deadly) == [0, 1, 2, 4, 5, 6, 8, 9]


def test_one_who_never_ends_is_left_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.rehearsal.LONGEST", 1)

    assert survivors([1, 2, 3], lambda number: signal.pause() if number == 2 else None) == [1, 3]


@pytest.mark.django_db
def test_at_the_third_attempt_the_killer_is_in_quarantine_and_the_page_is_read(
    feed: Feed, client: SonarClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deadly_parse(raw: Any) -> SonarRecord:
        if raw["klantId"] == "WZ666" and os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return parse(raw)

    monkeypatch.setattr(intake, "parse", deadly_parse)
    feed.holds(*crowd(3), item("WZ666"), *crowd(6)[3:])
    run = started()
    run.shards.update(attempts=2)

    read(client, run)

    assert tally(run.shards.get()) == {"read": 7, "applied": 6, "quarantined": 1}
    assert Rejection.objects.get().reason == "kills_worker"
    assert (CensusRow.objects.count(), run.shards.get().attempts) == (6, 0)
