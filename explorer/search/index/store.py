"""Holds the index of the live generation for this process; builds the next one aside, so that no request waits."""

import datetime as dt
import fcntl
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from explorer.search.index.build import read_columns
from explorer.search.index.columns import Columns
from explorer.search.index.engine import IndexEngine
from explorer.search.index.snapshot import Origin, UnusableSnapshotError, load, save
from profiles.calendar import day_of
from profiles.models import Generation, Live

logger = logging.getLogger(__name__)
PRIORITY = ("nice", "-n", "10")
"""As the workers of the Procfile: whoever writes an index gives way to whoever waits for a page."""


class IndexStore:
    """The newest index of this process; reading it never blocks."""

    def __init__(self) -> None:
        self._ready: tuple[int, IndexEngine] | None = None
        self._is_building = False
        self._lock = threading.Lock()

    def get(self, generation: int) -> IndexEngine | None:
        """The index of this generation, or None while it is being built (which the first asking starts).

        One is built at a time, and none that is older than what is ready: who still keeps to that is answered by the
        database.
        """
        ready = self._ready  # read once: the next one may be swapped in meanwhile
        if ready is not None and ready[0] == generation:
            return ready[1]
        with self._lock:
            if not self._is_building and (self._ready is None or self._ready[0] < generation):
                self._is_building = True
                threading.Thread(target=self._build_aside, args=(generation,), daemon=True).start()
        return None

    def holds(self, generation: int | None) -> bool:
        """Whether the index of this generation is the one that is ready."""
        return self._ready is not None and self._ready[0] == generation

    def prepare(self, generation: int) -> None:
        """Builds the index in this thread, and has it written before when this host has none. A process that read all
        cards itself would never give the room back that this took: 110 MB at 157,659 cards."""
        _have_it_written(generation)
        self.build(generation)

    def build(self, generation: int) -> IndexEngine:
        """Builds or loads the index now, in this thread, and swaps it in."""
        with _one_at_a_time():
            engine = IndexEngine(stored_columns(generation))
        engine.warm(day_of(timezone.now()))
        self._ready = (generation, engine)
        return engine

    def _build_aside(self, generation: int) -> None:
        """For a thread of its own: an error is logged, the next request tries again, and meanwhile SQL answers."""
        try:
            self.prepare(generation)
        except Exception:
            logger.exception("The index of generation %d could not be built", generation)
        finally:
            self._is_building = False
            connection.close()


STORE = IndexStore()


def _have_it_written(generation: int) -> None:
    """A process of its own reads all cards and writes the snapshot, so that the threads of this one go on answering:
    in one process only one of them works at a time. Should it fail, this process reads the cards after all."""
    with _one_at_a_time():
        if snapshot_path(generation).exists():
            return
        command = [*PRIORITY, sys.executable, "manage.py", "build_index", str(generation)]
        done = subprocess.run(command, cwd=settings.BASE_DIR, check=False)  # noqa: S603 - our own command
    if done.returncode:
        logger.error("Writing the index of generation %d ended with %d", generation, done.returncode)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """One web process of a host: the others wait, and find what the first one wrote."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    door = os.open(folder, os.O_RDONLY)  # the folder itself: a file of its own would be left behind
    try:
        fcntl.flock(door, fcntl.LOCK_EX)  # ends with the process, also when that is killed
        yield
    finally:
        os.close(door)


def stored_columns(generation: int) -> Columns:
    """From the snapshot when there is a good one; else from the database, and then kept as snapshot."""
    row = Generation.objects.get(pk=generation)
    origin = Origin(generation, row.created_at.astimezone(dt.UTC).isoformat())
    path = snapshot_path(generation)
    try:
        return load(path, origin)
    except FileNotFoundError:
        pass  # this process is the first on this host
    except UnusableSnapshotError as reason:
        logger.warning("The snapshot of generation %d is not used: %s", generation, reason)
    found = read_columns(generation)
    save(path, found, origin)
    erase_others(generation)
    return found


def snapshot_path(generation: int) -> Path:
    return _folder() / f"generation-{generation}.index"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "index"


def erase_others(generation: int) -> None:
    """Takes away snapshots of older generations: people who withdrew may not live on in a file."""
    for path in _folder().glob("generation-*.index"):
        if path != snapshot_path(generation):
            path.unlink(missing_ok=True)


def erase_old_snapshots() -> None:
    """Takes away every snapshot but that of the live generation, also when no process has built its index yet."""
    live = Live.objects.filter(pk=1).first()
    if live is not None:
        erase_others(live.generation_id)
