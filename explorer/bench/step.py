"""Carries out one step of a benchmark in a fresh process (`__main__`), with a folder and a database of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class StepFailedError(Exception):
    """A step of a benchmark ended with an error; the message holds what it wrote."""


def surroundings(folder: Path, database: str) -> dict[str, str]:
    """What a step sees: our folder and database, never the user's; one secret, so one order, in every run."""
    ours = {"DATA_DIR": str(folder), "DATABASE_URL": database, "DEBUG": "1", "SECRET_KEY": "benchmark"}
    return {**os.environ, **ours}


def carry_out(environment: Mapping[str, str], **task: object) -> Any:
    """What the step answers. Static files are those in the apps, for nothing is collected yet.

    Raises:
        StepFailedError: see there.
    """
    command = [sys.executable, "-m", "explorer.bench", json.dumps(task)]
    settings = {**environment, "HASHED_STATIC": "0"}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)  # noqa: S603 - our own module
    if done.returncode:
        raise StepFailedError(f"{json.dumps(task)} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)
