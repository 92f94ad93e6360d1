"""Conducts the benchmarks that need no running site: each step, and each engine, in a process of its own."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.bench.result import REFERENCE, EngineResult, SizeResult
from explorer.bench.step import carry_out, surroundings
from profiles.bench.server import NoServerError, postgres_server

ENGINES = (REFERENCE, "orm", "orm-postgres", "postgres")
ON_POSTGRES = ("orm-postgres", "postgres")
BUILT = (REFERENCE, "postgres")
"""Engines that are made out of the cards; the others read the cards themselves."""
WARM_UP = {REFERENCE: 200}
FEW = 5
"""Queries asked before those that are timed: many of the index, which remembers; a few of the others."""
PAGES_BEFORE = 100
"""Pages asked before those that are timed."""
GENERATION = 1

Say = Callable[[str], None]


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
    """Measures the evaluation of saved searches.

    Raises:
        StepFailedError: see there.
    """
    with _alone() as environment:
        task = {"profiles": profiles, "searches": searches, "seed": seed}
        found: dict[str, float] = carry_out(environment, step="follow", **task)
        return found


def pages(profiles: int, number: int, seed: int, address: str, say: Say) -> dict[str, Any]:
    """Measures whole pages, or answers, of the search at this address of the site.

    Raises:
        StepFailedError: see there.
    """
    with _alone() as environment:
        say(f"{profiles:,} profiles: loading")
        carry_out(environment, step="load", profiles=profiles, seed=seed)
        say(f"{number} pages")
        task = {"generation": GENERATION, "number": number, "warm_up": PAGES_BEFORE, "seed": seed}
        found: dict[str, Any] = carry_out(environment, step="pages", address=address, **task)
        return found


@contextmanager
def _alone() -> Iterator[dict[str, str]]:
    """The surroundings of steps that share a folder and a SQLite, which are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield surroundings(Path(folder), f"sqlite:///{folder}/cards.sqlite3")


def _on_postgres(folder: Path, plan: Plan, engines: Sequence[str], say: Say) -> dict[str, EngineResult]:
    with postgres_server(folder / "postgres") as address:
        return dict(_on_database(address, folder, plan, engines, say))


def _on_database(
    address: str, folder: Path, plan: Plan, engines: Sequence[str], say: Say
) -> Iterator[tuple[str, EngineResult]]:
    """Loads the cards, then measures one engine after another."""
    environment = surroundings(folder, address)
    say(f"{plan.profiles:,} profiles: loading {address.partition(':')[0]}")
    carry_out(environment, step="load", profiles=plan.profiles, seed=plan.seed)
    for name in engines:
        say(f"{plan.profiles:,} profiles: {name}")
        built = carry_out(environment, step="build", name=name, generation=GENERATION) if name in BUILT else {}
        asked = plan.orm_queries if name.startswith("orm") else plan.queries
        task = {"name": name, "generation": GENERATION, "number": asked, "warm_up": WARM_UP.get(name, FEW)}
        found = carry_out(environment, step="measure", seed=plan.seed, **task)
        yield name, EngineResult(**found, build=built)
