"""Measures one engine in this process: its first answer, then a whole workload, one query after another."""

import datetime as dt
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from django.conf import settings

from explorer.bench import pg_table
from explorer.bench.answers import Parts, parts_of
from explorer.bench.pg_engine import PostgresEngine
from explorer.bench.workload import drawn_searches
from explorer.filters import facets, searched
from explorer.search.engine import Engine, Question
from explorer.search.index.store import STORE
from explorer.search.orm import OrmEngine
from profiles import keys

DAY = dt.date(2026, 11, 23)
WARM_UP_SEED = 1_000_003
STATM = Path("/proc/self/statm")


@dataclass(frozen=True)
class Measured:
    """What one engine did with each search. Memory in MB (millions of bytes).

    `first_s` is from a running Django that knows the reference data to the first answer, in seconds; `memory_mb` is
    what this process grew meanwhile and by all queries (its resident set: mapped and shared pages too).
    """

    first_s: float
    searches: Sequence[str]
    times_ms: Sequence[float]
    answers: Sequence[Parts]
    memory_mb: float


def measured(name: str, generation: int, number: int, warm_up: int, seed: int) -> Measured:
    """Opens the engine, answers `warm_up` other queries, and then the workload, one query after another.

    Reading a search out of its address is not the engine's work, and not timed.
    """
    searches = drawn_searches(generation, number, seed)
    workload = [_question(generation, search) for search in searches]
    others = _others(generation, warm_up)
    before, start = _resident_mb(), perf_counter()
    engine = _opened(name, generation)
    engine.answer(others[0])
    first_s = perf_counter() - start
    for question in others:
        engine.answer(question)
    times, answers = zip(*(_timed(engine, question) for question in workload), strict=True)
    return Measured(first_s, searches, times, answers, _resident_mb() - before)


def build(name: str, generation: int) -> dict[str, float]:
    """Makes what the engine needs out of the cards; how long that took, and the first answer with it, in seconds."""
    question = _others(generation, 1)[0]
    start = perf_counter()
    if name == "postgres":
        pg_table.build(generation, *keys.shuffle_of(DAY), keys.ROTATION_PRIME)
        return {"build_s": perf_counter() - start, "memory_mb": pg_table.size_mb()}
    engine = STORE.build(generation)
    built = perf_counter()
    engine.answer(question)
    return {"build_s": built - start, "first_s": perf_counter() - start, "snapshot_mb": _snapshot_mb()}


def _opened(name: str, generation: int) -> Engine:
    match name:
        case "index":
            return STORE.build(generation)  # from the snapshot that an earlier process left
        case "postgres":
            return PostgresEngine()
        case _:
            return OrmEngine()


def _timed(engine: Engine, question: Question) -> tuple[float, Parts]:
    start = perf_counter()
    outcome = engine.answer(question)
    return 1000 * (perf_counter() - start), parts_of(outcome)


def _others(generation: int, number: int) -> list[Question]:
    """Queries that are not in the workload."""
    return [_question(generation, search) for search in drawn_searches(generation, number, WARM_UP_SEED)]


def _question(generation: int, search: str) -> Question:
    filters = searched(search)
    if not filters.form.is_valid():
        raise ValueError(f"{search}: {filters.reasons}")
    return Question(generation, filters.asked, facets(), filters.query.page, DAY, filters.looser)


def _snapshot_mb() -> float:
    return sum(path.stat().st_size for path in (Path(settings.DATA_DIR) / "index").glob("*.index")) / 1e6


def _resident_mb() -> float:
    """The resident set of this process; not a number where the system does not tell."""
    if not STATM.exists():
        return math.nan
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
