"""Finds the record of a page that kills whoever works at it, without dying of it."""

import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

LONGEST = 10  # seconds for one record; who needs more never ends


def survivors(items: Sequence[Any], rehearse: Callable[[Any], None]) -> list[Any]:
    """The items that can be worked at. Each is rehearsed in a child process, which must not use the database."""
    kept: list[Any] = []
    start = 0
    while start < len(items):
        survived = _survived(items[start:], rehearse)
        kept += items[start : start + survived]
        start += survived + 1  # the one at which the child died is left out
    return kept


def _survived(items: Sequence[Any], rehearse: Callable[[Any], None]) -> int:
    """At how many items, from the first on, a child lived to tell."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _rehearse_all(items, rehearse, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        survived = len(told.read())
    os.waitpid(child, 0)
    return survived


def _rehearse_all(items: Sequence[Any], rehearse: Callable[[Any], None], writer: int) -> None:
    """What the child does; it ends here, whatever happens, and cleans up nothing that is its parent's."""
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        for item in items:
            signal.alarm(LONGEST)
            rehearse(item)
            os.write(writer, b".")
    finally:
        os._exit(0)
