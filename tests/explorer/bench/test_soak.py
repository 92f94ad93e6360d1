"""A leak that is planted shows, and what does not grow does not."""

import os
import signal
import subprocess
import sys
import time

import pytest

from explorer.bench import soak
from explorer.bench.soak import Reading, as_json, slope, watched

LEAKS = """
import os, time
if os.fork():
    time.sleep(60)
kept = []
while True:
    kept.append((bytearray(200_000), open(os.devnull)))
    time.sleep(0.01)
"""


def test_growth_is_what_the_readings_after_the_warm_up_say() -> None:
    steady = [Reading(at, 100 + at / 3600, 80 + at / 360, 30, 2) for at in range(100, 400)]
    filling = [Reading(at, 100 - (100 - at), 80, 10, 9) for at in range(100)]

    assert as_json([*filling, *steady]) == {
        "mb_per_hour": 1.0,
        "own_mb_per_hour": 10.0,
        "mb": [100, 100],
        "own_mb_tenths": [80.3, 80.4, 80.5, 80.6, 80.7, 80.7, 80.8, 80.9, 81.0, 81.1],
        "files": [30, 30],
        "connections": [2, 2],
    }
    assert slope([(0, 5.0), (1, 5.0), (2, 5.0)]) == pytest.approx(0)


def test_too_few_readings_say_nothing() -> None:
    assert as_json([]) == {}
    assert as_json([Reading(5, 100, 80, 1, 1)]) == {}


def test_a_child_that_leaks_memory_and_files_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "EVERY", 0.1)
    with subprocess.Popen([sys.executable, "-c", LEAKS], start_new_session=True) as process:
        with watched(process.pid) as readings:
            time.sleep(2)
        child = as_json(readings)
        os.killpg(process.pid, signal.SIGKILL)

    assert child["mb_per_hour"] > 1000
    assert child["own_mb_per_hour"] > 1000
    assert child["files"][1] > child["files"][0]
