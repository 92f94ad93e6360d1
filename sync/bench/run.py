"""Conducts the benchmark of the sync: the same invented country on SQLite and on PostgreSQL."""

import json
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from profiles.bench.server import postgres_server
from sync.bench.process import Cost, Environment, Mock, cost_of, mock_sonar

DATABASES = ("sqlite", "postgres")
TODAY = "2020-12-31"
"""The mock's day: a country of some two records for each profile."""
SYNC = ("manage.py", "sync_sonar", "--json")
BEFORE = ("feed", "full")
AFTER = ("again", "delta", "release", "write")
"""What works on what a full run wrote."""
STEPS = (*BEFORE, *AFTER)
"""What can be measured, in this order."""

Found = dict[str, object]
Say = Callable[[str], None]


def run(profiles: int, database: str, steps: Collection[str], say: Say) -> dict[str, Found]:
    """These steps measured on one database, in a folder and a database that are gone afterwards.

    Raises:
        StepFailedError: a step ended with an error.
        NoServerError: PostgreSQL does not start.
    """
    with ready(database) as environment, mock_sonar(environment, profiles, TODAY) as mock:
        found: dict[str, Found] = {}
        for step in (one for one in STEPS if one in steps):
            say(step)
            found[step] = _measured(step, {**environment, "SONAR_URL": mock.url}, mock)
            say(f"  {json.dumps(found[step])}")
        return found


@contextmanager
def ready(database: str) -> Iterator[Environment]:
    """A folder and a database with its tables and reference data, both gone afterwards: what a step must see."""
    with tempfile.TemporaryDirectory(prefix="bench-sync-") as name, _database(database, Path(name)) as address:
        environment = _environment(Path(name), address)
        for command in ("migrate", "load_reference_data"):
            cost_of(environment, "manage.py", command)
        yield environment


def _measured(step: str, environment: Environment, mock: Mock) -> Found:
    match step:
        case "feed":
            return _feed(cost_of(environment, "-m", "sync.bench", "drain"), mock)
        case "full" | "again":
            before = mock.processor
            return _run(cost_of(environment, *SYNC, "--full")) | {"mock_processor": mock.processor - before}
        case "delta":
            cost_of(environment, "-m", "sync.bench", "forget")
            return _run(cost_of(environment, *SYNC))
        case _:
            return _step(cost_of(environment, "-m", "sync.bench", step))


def _run(cost: Cost) -> Found:
    names = ("read", "applied", "unchanged", "published", "seconds", "records_per_second")
    return {name: cost.answer[name] for name in names} | _used(cost)


def _step(cost: Cost) -> Found:
    return dict(cost.answer) | _used(cost)


def _feed(cost: Cost, mock: Mock) -> Found:
    seconds, records = cost.answer["seconds"], cost.answer["records"]
    return {"records": records, "records_per_second": round(records / seconds), "mock_processor": mock.processor}


def _used(cost: Cost) -> Found:
    return {"processor": round(cost.processor, 2), "memory_mb": round(cost.memory_mb)}


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    with postgres_server(folder / "postgres") as address:
        yield address


def _environment(folder: Path, address: str) -> dict[str, str]:
    """What a step sees: our folder and database, never the user's."""
    return {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": address, "DEBUG": "1"}
