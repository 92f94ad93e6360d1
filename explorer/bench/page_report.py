"""The times of search pages in words and as JSON. No Django here."""

import math
from collections.abc import Mapping, Sequence
from typing import Any


def as_json(found: Mapping[str, Any]) -> dict[str, Any]:
    """Median and 95th percentile in milliseconds, in all and of each part; the median size in kB, not compressed."""
    columns = {"total": found["total"], **found["parts"]}
    times = {
        name: {"p50_ms": quantile(column, 0.5), "p95_ms": quantile(column, 0.95)} for name, column in columns.items()
    }
    return {
        "pages": len(found["total"]),
        **times,
        "kilobytes": quantile([size / 1000 for size in found["bytes"]], 0.5),
    }


def as_text(found: Mapping[str, Any]) -> str:
    """The same as a table."""
    told = as_json(found)
    rows = [
        f"{name:<10}{row['p50_ms']:>8.1f}{row['p95_ms']:>8.1f}" for name, row in told.items() if isinstance(row, dict)
    ]
    head = f"{'ms':<10}{'p50':>8}{'p95':>8}"
    return "\n".join([head, *rows, f"{told['pages']} pages of {told['kilobytes']:.0f} kB, one after another"])


def quantile(values: Sequence[float], share: float) -> float:
    """The nearest rank, to a hundredth."""
    return round(nearest_rank(values, share), 2)


def nearest_rank(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed."""
    place = math.ceil(share * len(values)) - 1
    return sorted(values)[max(0, place)]
