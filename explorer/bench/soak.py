"""Watches the processes of a site while it is asked: memory, open files and connections, and how memory grows."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import psutil

EVERY = 5.0
"""Seconds between two readings."""
WARM_UP = 0.25
"""The share at the beginning of which memory does not count: caches fill."""


@dataclass(frozen=True)
class Reading:
    """Of the web processes together, at a moment in seconds since the start."""

    at: float
    megabytes: float
    own: float
    """Megabytes of these that are the processes' own. The others are pages of files that they map, as the snapshot of
    the index: each that was once looked at counts in every process, and takes its place on the host once."""
    files: int
    connections: int


@contextmanager
def watched(server: int) -> Iterator[list[Reading]]:
    """Reads the children of a web server until the end; the list fills meanwhile."""
    readings: list[Reading] = []
    ended, began = threading.Event(), monotonic()

    def watch() -> None:
        while not ended.wait(EVERY):
            readings.append(_read(server, monotonic() - began))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield readings
    finally:
        ended.set()
        thread.join()


def as_json(readings: Sequence[Reading]) -> Mapping[str, Any]:
    """Growth of memory after the warm-up, and the lowest and highest of the rest; empty without enough readings."""
    counted = [one for one in readings if one.at >= WARM_UP * readings[-1].at] if readings else []
    if len(counted) < 3:
        return {}
    return {
        "mb_per_hour": round(slope([(one.at, one.megabytes) for one in counted]) * 3600, 2),
        "own_mb_per_hour": round(slope([(one.at, one.own) for one in counted]) * 3600, 2),
        "mb": _range([round(one.megabytes) for one in counted]),
        "own_mb_tenths": _tenths([one.own for one in counted]),
        "files": _range([one.files for one in counted]),
        "connections": _range([one.connections for one in counted]),
    }


def slope(points: Sequence[tuple[float, float]]) -> float:
    """By least squares: how much the second rises when the first rises by one."""
    across, up = np.array(points, dtype=float).T
    return float(np.polyfit(across, up, 1)[0])


def _read(server: int, at: float) -> Reading:
    """A process that ended meanwhile counts for nothing."""
    megabytes, own, files, connections = 0.0, 0.0, 0, 0
    for one in psutil.Process(server).children():
        try:
            memory = one.memory_info()
            megabytes += memory.rss / 1e6
            own += (memory.rss - memory.shared) / 1e6
            files += one.num_fds()
            connections += len(one.net_connections())
        except psutil.NoSuchProcess:
            continue
    return Reading(at, megabytes, own, files, connections)


def _tenths(values: Sequence[float]) -> list[float]:
    """The median of each tenth of the time, which shows whether growth ends; fewer when there are fewer values."""
    parts = [part for part in np.array_split(np.array(values), 10) if len(part)]
    return [round(float(np.median(part)), 1) for part in parts]


def _range(values: Sequence[int]) -> list[int]:
    return [min(values), max(values)]
