"""Fifty processes that log at once, and sealers that race, leave one chain: no fork, no gap, nobody missing."""

from pathlib import Path

from tests.attacks.running import scene

WRITERS, LOOKS = 50, 6


def test_fifty_writers_and_racing_sealers_leave_one_chain(tmp_path: Path) -> None:
    found = scene("writers", tmp_path, WRITERS, LOOKS)

    assert found.pop("sealed_meanwhile") > 0
    assert found == {"failed": 0, "ok": True, "events": WRITERS * LOOKS, "waiting": 0, "gaps": 0, "forks": 0}
