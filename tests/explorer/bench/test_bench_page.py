"""The benchmark of whole pages: parts that add up, and a report of them."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from explorer.bench.page_report import as_json, as_text, quantile

TIMES = {
    "total": [10.0, 30.0, 20.0],
    "parts": {"search": [1.0, 2.0, 3.0], "database": [0.0, 0.0, 0.0]},
    "bytes": [1000, 3000, 2000],
}


def test_the_report_has_the_median_and_the_95th_percentile_of_every_part() -> None:
    told = as_json(TIMES)

    assert told["total"] == {"p50_ms": 20.0, "p95_ms": 30.0}
    assert told["search"] == {"p50_ms": 2.0, "p95_ms": 3.0}
    assert (told["pages"], told["kilobytes"]) == (3, 2.0)
    assert "search         2.0     3.0" in as_text(TIMES)


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert quantile([5.0], 0.95) == 5.0
    assert quantile([float(value) for value in range(1, 101)], 0.95) == 95.0
    assert quantile([float(value) for value in range(1, 101)], 0.5) == 50.0


@pytest.mark.slow
def test_parts_are_parts_of_the_whole() -> None:
    out = StringIO()
    call_command("bench_page", profiles=500, pages=5, json=True, stdout=out, stderr=StringIO())
    told = json.loads(out.getvalue())

    parts = [told[name]["p50_ms"] for name in ("search", "database", "audit", "template")]
    assert all(part > 0 for part in parts)
    assert sum(parts) < told["total"]["p95_ms"]
