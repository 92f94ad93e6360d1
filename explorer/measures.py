"""What each web process measures of its own work; all processes of one host are added up at `/metrics`."""

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

from explorer.budget import Whose

LATENCY = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 0.8, 1.5, 3, 10)
"""Bounds in seconds; the aims of the site (0.15, 0.4 and 0.8) are among them."""
QUICK = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5)

disable_created_metrics()  # type: ignore[no-untyped-call]  # when a series began: nobody asks, and it doubles the counters
HERE = CollectorRegistry()
"""Of this process alone."""

REQUESTS = Histogram(
    "verkenner_request_seconds",
    "Time of an answer, by the name of its address and the first figure of its status.",
    ["view", "status"],
    buckets=LATENCY,
    registry=HERE,
)
ENGINE = Histogram(
    "verkenner_engine_seconds",
    "Time of one question to a search engine: index (in memory) or orm (the database).",
    ["engine"],
    buckets=QUICK,
    registry=HERE,
)
REFUSALS = Counter(
    "verkenner_budget_refusals",
    "Looks of which a spent budget kept back profiles, by whose budget.",
    ["whose"],
    registry=HERE,
)
for _whose in Whose:
    REFUSALS.labels(_whose.value)  # from zero on, so that a first refusal is a rise
TURNED_AWAY = Counter(
    "verkenner_turned_away",
    "Requests that were not begun because they had waited too long for a thread.",
    registry=HERE,
)
