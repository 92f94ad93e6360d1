"""Conducts the benchmark: the same cards for all engines, each engine in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.bench.result import REFERENCE, EngineResult, SizeResult
from profiles.bench.server import NoServerError, postgres_server

ENGINES = (REFERENCE, "orm", "orm-postgres", "postgres")
ON_POSTGRES = ("orm-postgres", "postgres")
BUILT = (REFERENCE, "postgres")
"""Engines that are made out of the cards; the others read the cards themselves."""
WARM_UP = {REFERENCE: 200}
FEW = 5
"""Queries asked before those that are timed: many of the index, which remembers; a few of the others."""
GENERATION = 1
ROOT = Path(__file__).parents[2]

Say = Callable[[str], None]


class StepFailedError(Exception):
    """A step of the benchmark ended with an error; the message holds what it wrote."""


@dataclass(frozen=True)
class Plan:
    """What to measure. `orm_queries`: how many of the queries the ORM engines answer, which are slow."""

    profiles: int
    queries: int
    orm_queries: int
    engines: Sequence[str]
    seed: int


def run(plan: Plan, say: Say) -> SizeResult:
    """Measures all engines of the plan on one size, in databases and a folder that are gone afterwards.

    Raises:
        StepFailedError: see there.
    """
    with tempfile.TemporaryDirectory(prefix="bench-search-") as name:
        folder = Path(name)
        local = [engine for engine in ENGINES if engine in plan.engines and engine not in ON_POSTGRES]
        others = [engine for engine in ON_POSTGRES if engine in plan.engines]
        found = dict(_on_database(f"sqlite:///{folder}/cards.sqlite3", folder, plan, local, say))
        try:
            found |= _on_postgres(folder, plan, others, say) if others else {}
        except NoServerError as reason:
            say(f"SKIPPED {' and '.join(others)}: PostgreSQL does not start: {reason}")
            return SizeResult(plan.profiles, plan.queries, found, dict.fromkeys(others, str(reason)))
    return SizeResult(plan.profiles, plan.queries, found, {})


def follow(profiles: int, searches: int, seed: int) -> dict[str, float]:
    """Measures the evaluation of saved searches, in a database and folder that are gone afterwards.

    Raises:
        StepFailedError: see there.
    """
    with tempfile.TemporaryDirectory(prefix="bench-following-") as name:
        environment = _environment(Path(name), f"sqlite:///{name}/cards.sqlite3")
        found: dict[str, float] = _step(environment, step="follow", profiles=profiles, searches=searches, seed=seed)
        return found


def _on_postgres(folder: Path, plan: Plan, engines: Sequence[str], say: Say) -> dict[str, EngineResult]:
    with postgres_server(folder / "postgres") as address:
        return dict(_on_database(address, folder, plan, engines, say))


def _on_database(
    address: str, folder: Path, plan: Plan, engines: Sequence[str], say: Say
) -> Iterator[tuple[str, EngineResult]]:
    """Loads the cards, then measures one engine after another."""
    environment = _environment(folder, address)
    say(f"{plan.profiles:,} profiles: loading {address.partition(':')[0]}")
    _step(environment, step="load", profiles=plan.profiles, seed=plan.seed)
    for name in engines:
        say(f"{plan.profiles:,} profiles: {name}")
        built = _step(environment, step="build", name=name, generation=GENERATION) if name in BUILT else {}
        asked = plan.orm_queries if name.startswith("orm") else plan.queries
        task = {"name": name, "generation": GENERATION, "number": asked, "warm_up": WARM_UP.get(name, FEW)}
        found = _step(environment, step="measure", seed=plan.seed, **task)
        yield name, EngineResult(**found, build=built)


def _step(environment: Mapping[str, str], **task: object) -> Any:
    """Runs one step in a fresh process and gives its answer."""
    command = [sys.executable, "-m", "explorer.bench", json.dumps(task)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603 - our own module
    if done.returncode:
        raise StepFailedError(f"{task['step']} of {task.get('name', 'the cards')} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)


def _environment(folder: Path, address: str) -> dict[str, str]:
    """What a step sees: our folder and database, never the user's; one secret, so one order, in every run."""
    ours = {"DATA_DIR": str(folder), "DATABASE_URL": address, "DEBUG": "1", "SECRET_KEY": "benchmark"}
    return {**os.environ, **ours}
