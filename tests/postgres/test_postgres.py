"""The same schema, the same walk and the same answers on PostgreSQL as on SQLite."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres.at_once import ASKERS, EACH, MOST, THREADS
from tests.postgres.walk import walk

ROOT = Path(__file__).parents[2]
SUBSETS = {
    "sync": ["tests/sync", "--ignore", "tests/sync/mocksonar"],
    "profiles": ["tests/profiles"],
    "properties": ["tests/properties"],
    "explorer": ["tests/explorer"],
    "faults": ["tests/faults/test_feed_faults.py"],
}


def on(address: str, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Runs Python with another database and a folder of its own."""
    (folder / "static").mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "explorer.settings",
        "DATA_DIR": str(folder),
        "DATABASE_URL": address,
        "API_CALLS_MEMBER": "0",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.django_db
def test_a_release_and_its_searches_are_the_same_on_both_databases(postgres: str, tmp_path: Path) -> None:
    here = walk()

    there = on(postgres, tmp_path, "-m", "tests.postgres.walk")

    assert there.returncode == 0, there.stderr
    assert json.loads(there.stdout) == json.loads(json.dumps(here))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_requests_at_the_same_moment_never_pass_a_budget_or_make_anything_twice(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("postgres") if database == "postgresql" else f"sqlite:///{tmp_path}/db.sqlite3"

    done = on(address, tmp_path, "-m", "tests.postgres.at_once")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "o:1": MOST,
        "o:2": MOST,
        "n:n": MOST,
        "o:3": EACH,
        "kept": 1,
        "answers": 1,
        "worked": THREADS,
        "requests": 1,
        "candidates": 2,
        "owners": 1,
        "new": 1,
        "asked": ASKERS,
    }


@pytest.mark.slow
@pytest.mark.parametrize("subset", SUBSETS)
def test_the_tests_pass_on_postgresql(postgres: str, tmp_path: Path, subset: str) -> None:
    options = ["-m", "not slow and not browser", "--create-db", *SUBSETS[subset]]

    done = on(postgres, tmp_path, "-m", "pytest", *options)

    assert done.returncode == 0, done.stdout[-5000:]
