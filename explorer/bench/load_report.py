"""What a site did under load, as JSON and as tables. No Django here."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explorer.bench.open_loop import Sample
from explorer.bench.page_report import quantile

BOUND_P95_MS, BOUND_P99_MS = 150, 400
"""What a page may take under a load that the site still carries."""
SHARE = 0.98
"""A rate is carried when so much of it was answered well."""
SPELLS = 20
"""Into so many equal parts a step is cut, to show when it was slow."""


def step_as_json(samples: Sequence[Sample], rate: float, processor: Mapping[str, float]) -> dict[str, Any]:
    """One step: latencies in milliseconds from the intended moment, errors by status and kind, processor seconds.

    `carried` are good answers a second, counted until the last answer came; `good` are the times of those alone;
    `spells_p99_ms` are those of each twentieth of the time, of calls meant to leave then;
    `last_error_s` is when the last call left that had no good answer; `late_p99_ms` is how much later than meant the
    generator itself was.
    """
    kinds = {kind: [one for one in samples if one.kind == kind] for kind in sorted({one.kind for one in samples})}
    good = [one for one in samples if _is_good(one)]
    lasted = max(len(samples) / rate, *(one.due + one.took for one in samples))
    bad = [one for one in samples if not _is_good(one)]
    errors = Counter(f"{one.status or 'no answer'} {one.kind}" for one in bad)
    return {
        "rate": rate,
        "seconds": round(len(samples) / rate, 1),
        "carried": round(len(good) / lasted, 2),
        "late_p99_ms": quantile([1000 * one.late for one in samples], 0.99),
        "all": _times(samples),
        "good": _times(good) if good else {},
        "spells_p99_ms": _spells(samples),
        "last_error_s": round(max((one.due for one in bad), default=0), 1),
        "kinds": {kind: _times(of_kind) for kind, of_kind in kinds.items()},
        "errors": dict(errors),
        "processor_s": {name: round(seconds, 2) for name, seconds in processor.items()},
        "web_ms_per_call": round(1000 * processor.get("web", 0) / len(samples), 1),
    }


def knee(steps: Sequence[Mapping[str, Any]]) -> float | None:
    """The highest rate that was carried within the bounds, with no lower one that was not; None when none was."""
    found = None
    for step in sorted(steps, key=lambda step: step["rate"]):
        if not is_carried(step):
            break
        found = step["rate"]
    return found


def is_carried(step: Mapping[str, Any]) -> bool:
    """Nearly all was answered well, and nearly always in time."""
    times = step["all"]
    in_time = times["p95_ms"] < BOUND_P95_MS and times["p99_ms"] < BOUND_P99_MS
    return in_time and not step["errors"] and bool(step["carried"] >= SHARE * step["rate"])


def as_text(step: Mapping[str, Any]) -> str:
    """A table of one step."""
    rows = [f"{'':<9}{'calls':>7}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}  ms from the intended moment"]
    for kind, times in {**step["kinds"], "all": step["all"], **_served(step)}.items():
        columns = "".join(f"{times[name]:>8.0f}" for name in ("p50_ms", "p95_ms", "p99_ms", "max_ms"))
        rows.append(f"{kind:<9}{times['calls']:>7}{columns}")
    processor = ", ".join(f"{name} {seconds:.1f}" for name, seconds in step["processor_s"].items())
    errors = ", ".join(f"{number} × {status}" for status, number in step["errors"].items()) or "none"
    if step["errors"]:
        errors += f", the last after {step['last_error_s']:g} s"
    head = f"{step['rate']:g} calls/s for {step['seconds']:g} s: {step['carried']:g}/s carried, errors: {errors}"
    tail = f"processor seconds: {processor}; {step['web_ms_per_call']:g} ms of web per call"
    lines = [head, *rows, f"{tail}; generator late p99 {step['late_p99_ms']:.0f} ms"]
    lines.append("p99 in each twentieth of the time: " + " ".join(f"{ms:.0f}" for ms in step["spells_p99_ms"]))
    return "\n".join([*lines, *_watched(step.get("web", {})), *_synced(step.get("sync", {}))])


def _served(step: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row of its own where some had no good answer."""
    return {"served": step["good"]} if step["errors"] and step["good"] else {}


def _watched(web: Mapping[str, Any]) -> Iterator[str]:
    if web:
        ranges = ", ".join(f"{name} {'–'.join(map(str, web[name]))}" for name in ("mb", "files", "connections"))
        yield f"web after warming up: {ranges}; memory grows {web['mb_per_hour']:+.1f} MB/h"
        tenths = " ".join(f"{mb:.1f}" for mb in web["own_mb_tenths"])
        yield f"without mapped files {web['own_mb_per_hour']:+.1f} MB/h; MB in each tenth of the time: {tenths}"


def _synced(sync: Mapping[str, Any]) -> Iterator[str]:
    if sync:
        late = ", longer than the load" if sync["outlived_the_load"] else ""
        yield f"sync: {sync['read']:,} read, {sync['published']:,} published in {sync['seconds']:.0f} s{late}"


def _is_good(one: Sample) -> bool:
    return 200 <= one.status < 400


def _spells(samples: Sequence[Sample]) -> list[float]:
    """The p99 of each spell, in order: calls leave evenly, so equal parts of them are equal times."""
    in_order = sorted(samples, key=lambda one: one.due)
    size = math.ceil(len(samples) / SPELLS)
    starts = range(0, len(samples), size)
    return [quantile([1000 * one.took for one in in_order[start : start + size]], 0.99) for start in starts]


def _times(samples: Sequence[Sample]) -> dict[str, float]:
    took = [1000 * one.took for one in samples]
    shares = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99, "max_ms": 1.0}
    return {"calls": len(took), **{name: quantile(took, share) for name, share in shares.items()}}
