"""Runs a command as a process of its own and says what it cost; keeps the mock Sonar for as long as it is asked."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil

ROOT = Path(__file__).parents[2]
Environment = Mapping[str, str]


class StepFailedError(Exception):
    """A step of the benchmark ended with an error; the message holds what it wrote."""


@dataclass(frozen=True)
class Cost:
    """What a command answered, and what it took: seconds, of all its processes together where they are processor
    seconds; memory is the largest resident set of any of them."""

    answer: dict[str, Any]
    seconds: float
    processor: float
    memory_mb: float


def cost_of(environment: Environment, *command: str) -> Cost:
    """Runs Python with these arguments, which print one JSON object.

    Raises:
        StepFailedError: it ended with an error.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as wrong:
        process = _begun(environment, *command, stdout=out, stderr=wrong)
        _, status, used = os.wait4(process.pid, 0)  # tells of this process and those that it waited for
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begun
        said, complaint = (_all_of(file) for file in (out, wrong))
    if process.returncode:
        raise StepFailedError(f"{' '.join(command)} failed:\n{complaint[-3000:]}")
    answer = json.loads(said) if said.startswith("{") else {}
    return Cost(answer, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _begun(environment: Environment, *command: str, **streams: Any) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=dict(environment), **streams)  # noqa: S603 - our own programs


def _all_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


@dataclass(frozen=True)
class Mock:
    """A mock Sonar that listens."""

    url: str
    process: psutil.Process

    @property
    def processor(self) -> float:
        """Processor seconds so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def mock_sonar(environment: Environment, profiles: int, today: str) -> Iterator[Mock]:
    """Serves the feed of an invented country on a day, and is gone afterwards."""
    command = ("manage.py", "sonar_mock", "--port", "0", "--profiles", str(profiles), "--today", today)
    process = _begun(environment, *command, stdout=subprocess.PIPE)
    try:
        said = process.stdout.readline() if process.stdout else b""
        found = re.search(r"http://[\d.:]+", said.decode())
        if not found:
            raise StepFailedError("The mock Sonar does not start.")
        yield Mock(found[0], psutil.Process(process.pid))
    finally:
        process.terminate()
        process.communicate()
