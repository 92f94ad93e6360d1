"""The benchmark of the sync runs, and compares what both ways of writing left before it gives a time."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

pytestmark = pytest.mark.slow


def test_it_measures_every_step_on_a_small_country(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench_sync", "--profiles", "600", "--database", "sqlite", "--json")

    found = json.loads(capsys.readouterr().out)["sqlite"]
    assert list(found) == ["feed", "full", "again", "delta", "release", "write"]
    assert found["full"]["read"] == found["feed"]["records"] == found["again"]["read"]
    assert found["again"]["applied"] == 0
    assert found["release"]["published"] == found["full"]["published"]
    assert found["write"]["CensusRow"]["rows"] >= found["full"]["published"]


def test_who_asks_for_some_steps_gets_these_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    steps = ("--steps", "delta", "full")
    call_command("bench_sync", "--profiles", "300", "--database", "sqlite", "--json", *steps)

    assert list(json.loads(capsys.readouterr().out)["sqlite"]) == ["full", "delta"]


def test_a_step_that_would_find_nothing_is_not_measured() -> None:
    with pytest.raises(CommandError, match="Measure `full` too: release works on what it wrote"):
        call_command("bench_sync", "--steps", "feed", "release")
