"""What a run must be before it is released."""

from typing import Any

import pytest

from sync.checks import FEW, BadDataError, IncompleteError, check
from sync.models import SyncRun
from tests.sync.reading import started

pytestmark = pytest.mark.django_db


def read_run(total: int = 1000, **values: Any) -> SyncRun:
    """A run of one shard that read what was announced, but for what a test says."""
    read = values.pop("read", total)
    quarantined = values.get("quarantined", 0)
    run = started(total=total, read=read, unchanged=read - quarantined, **values)
    run.shards.update(total=total, read=read, unchanged=read)
    return run


def test_a_complete_run_passes() -> None:
    check(read_run())
    check(read_run(total=0))


@pytest.mark.parametrize("read", [999, 1001])
def test_more_or_less_than_announced_is_incomplete(read: int) -> None:
    with pytest.raises(IncompleteError, match=f"announced 1000 records and gave {read}"):
        check(read_run(read=read))


def test_shards_that_do_not_add_up_to_the_whole_are_incomplete() -> None:
    run = read_run()
    run.total = 1001

    with pytest.raises(IncompleteError):
        check(run)


@pytest.mark.parametrize(("quarantined", "total"), [(20, 2000), (FEW, 20)])
def test_one_in_a_hundred_may_be_in_quarantine_and_a_few_always(quarantined: int, total: int) -> None:
    check(read_run(total=total, quarantined=quarantined))


def test_more_in_quarantine_stops_the_run() -> None:
    with pytest.raises(BadDataError, match="21 of 2000 records cannot be used"):
        check(read_run(total=2000, quarantined=21))


def test_a_key_that_is_absent_from_more_than_one_in_twenty_stops_the_run() -> None:
    check(read_run(missing_keys={"klantsoort": 50}))

    with pytest.raises(BadDataError, match="51 of 1000 records lack the field klantsoort"):
        check(read_run(missing_keys={"klantsoort": 51}))
