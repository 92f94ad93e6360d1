"""Lets a site be synced while it is asked: a mock feed of a day, and the sync as a process of its own."""

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Timer
from typing import Any

from explorer.bench.running import NotStartedError
from explorer.bench.step import ROOT
from explorer.search.index.store import PRIORITY

FULL = ("sync_sonar", "--full", "--json")
Environment = Mapping[str, str]


class SyncFailedError(Exception):
    """A sync ended with an error; the message holds what it wrote."""


@contextmanager
def feed(environment: Environment, profiles: int, days_ago: int) -> Iterator[Environment]:
    """A mock Sonar as it was some days ago; gives the surroundings in which a sync reads it.

    Raises:
        NotStartedError: it ended before it listened.
    """
    day = dt.date.today() - dt.timedelta(days=days_ago)  # noqa: DTZ011 - any day will do
    options = ("--port", "0", "--profiles", str(profiles), "--today", day.isoformat())
    process = _begun(environment, "sonar_mock", *options)
    try:
        assert process.stdout  # noqa: S101 - asked for
        found = re.search(rb"http://\S+?:\d+", process.stdout.readline())
        if found is None:
            raise NotStartedError("The mock feed did not start.")
        yield {**environment, "SONAR_URL": found[0].decode()}
    finally:
        process.terminate()
        process.communicate()


def synced(environment: Environment) -> dict[str, Any]:
    """Reads the whole feed and releases it, now.

    Raises:
        SyncFailedError: see there.
    """
    return _answer(_begun(environment, *FULL))


class SyncLater:
    """A full sync that begins by itself after so many seconds."""

    def __init__(self, environment: Environment, seconds: float) -> None:
        self._environment = environment
        self._timer = Timer(seconds, self._begin)
        self._timer.daemon = True  # a load that is broken off starts no sync after its end
        self._process: subprocess.Popen[bytes] | None = None
        self._timer.start()

    def _begin(self) -> None:
        self._process = _begun(self._environment, *FULL)

    def answer(self) -> dict[str, Any]:
        """What it did, and whether it went on when the load had ended; waits for its end.

        Raises:
            SyncFailedError: see there.
        """
        self._timer.join()
        assert self._process  # noqa: S101 - the timer made it
        outlived = self._process.poll() is None
        return {**_answer(self._process), "outlived_the_load": outlived}


def _begun(environment: Environment, *command: str) -> "subprocess.Popen[bytes]":
    settings = {**environment, "HASHED_STATIC": "0", "SYNC_PROCESSES": "1"}
    return subprocess.Popen(  # noqa: S603 - our own command
        [*PRIORITY, sys.executable, "manage.py", *command], cwd=ROOT, env=settings, stdout=subprocess.PIPE
    )


def _answer(process: "subprocess.Popen[bytes]") -> dict[str, Any]:
    said, _ = process.communicate()
    if process.returncode:
        raise SyncFailedError("The sync failed; what it wrote stands above.")
    found: dict[str, Any] = json.loads(said)
    return found
