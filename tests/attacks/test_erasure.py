"""Of somebody who withdrew nothing is left in any file, though databases and journals like to keep things."""

from pathlib import Path

from tests.attacks.running import scene
from tests.attacks.town import say


def test_a_day_after_a_withdrawal_the_raw_files_hold_nothing_of_it(tmp_path: Path) -> None:
    found = scene("erasure", tmp_path)
    say(f"erasure: canaries before {found['before']}, after {found['after']}")

    assert min(found["before"].values()) > 0
    assert set(found["after"].values()) == {0}
    assert found["snapshots"] == 0
