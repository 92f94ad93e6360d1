"""Puts what the benchmark found into JSON and into a table for people."""

import math
import os
import platform
from collections.abc import Iterator, Sequence

from explorer.bench.result import REFERENCE, EngineResult, SizeResult

SHOWN_MISMATCHES = 5
SHARES = {"p50_ms": 0.50, "p95_ms": 0.95, "p99_ms": 0.99}


def as_json(result: SizeResult) -> dict[str, object]:
    """The keys of the outside contract, and what else was measured."""
    mismatches = result.mismatches
    return {
        "profiles": result.profiles,
        "queries": result.queries,
        "mismatches": len(mismatches),
        "engines": {name: _engine(result, name) for name in result.engines},
        "skipped": dict(result.skipped),
        "differing": [vars(one) for one in mismatches[:SHOWN_MISMATCHES]],
        "machine": {"cores": os.cpu_count(), "kind": platform.machine(), "python": platform.python_version()},
    }


def as_text(result: SizeResult) -> str:
    """A table with a line per engine, and every mismatch that is shown."""
    return "\n".join(_lines(result))


def _engine(result: SizeResult, name: str) -> dict[str, object]:
    one = result.engines[name]
    found = {key: round(one.at(share), 3) for key, share in SHARES.items()}
    return {
        **found,
        "build_s": round(one.build.get("build_s", 0.0), 3),
        "memory_mb": _memory_mb(one),
        "memory_of": _memory_of(name),
        "queries": len(one.times_ms),
        "first_s": round(one.first_s, 3),
        "first_from_database_s": round(one.build.get("first_s", one.first_s), 3),
        "snapshot_mb": round(one.build.get("snapshot_mb", 0.0), 1),
        "times_index": {key: round(result.ratio(name, share), 1) for key, share in SHARES.items()},
    }


def _memory_mb(one: EngineResult) -> float | None:
    memory = one.build.get("memory_mb", one.memory_mb)
    return None if math.isnan(memory) else round(memory, 1)


def _memory_of(name: str) -> str:
    return "table and indexes" if name == "postgres" else "growth of the process (resident set, mapped pages too)"


def _lines(result: SizeResult) -> Iterator[str]:
    mismatches = result.mismatches
    counted = f"{result.profiles:,} profiles, {result.queries} queries"
    yield f"{counted}, {os.cpu_count()} cores, {len(mismatches)} mismatches"
    yield _row("engine", ["queries", "p50 ms", "p95 ms", "p99 ms", "x p95", "first s", "build s", "MB"])
    for name, one in result.engines.items():
        times = [f"{one.at(share):.2f}" for share in SHARES.values()]
        memory = f"{_memory_mb(one) or 0:.0f}"
        cost = [f"{one.first_s:.2f}", f"{one.build.get('build_s', 0.0):.1f}", memory]
        yield _row(name, [str(len(one.times_ms)), *times, f"{result.ratio(name, 0.95):.0f}", *cost])
    index = result.engines[REFERENCE].build
    yield f"index: first answer from the database {index['first_s']:.2f} s; snapshot {index['snapshot_mb']:.0f} MB"
    yield from (f"skipped: {name}: {reason}" for name, reason in result.skipped.items())
    for found in mismatches[:SHOWN_MISMATCHES]:
        yield f"MISMATCH {found.engine} ?{found.search}: {', '.join(found.parts)}"


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:13}" + "".join(f"{cell:>10}" for cell in cells)
