"""Times whole search pages in this process, and of each how much is search, database, audit and templates."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.template.backends.django import Template as DjangoTemplate
from django.template.backends.jinja2 import Template as JinjaTemplate
from django.test import Client, override_settings
from rest_framework.renderers import JSONRenderer

from explorer.api.shapes import PageSerializer
from explorer.bench.load import give_routes
from explorer.bench.measure import WARM_UP_SEED
from explorer.bench.workload import drawn_searches
from explorer.search.index.engine import IndexEngine
from explorer.search.index.store import STORE
from profiles import audit

PARTS = ("search", "database", "audit", "template", "serialisation")
NO_BUDGET = {"PROFILE_BUDGET_VISITOR": 10**9, "PROFILE_BUDGET_NETWORK": 10**9, "API_CALLS_NETWORK": 0}
PAGE, API = "/kandidaten/", "/api/v1/kandidaten"


@dataclass(frozen=True)
class PageTimes:
    """Milliseconds of each page, in all and of each part, and its size in bytes before compression.

    Questions that the audit log asks the database count as audit; a part within a part counts once, for the outer.
    """

    total: list[float]
    parts: dict[str, list[float]]
    bytes: list[int]


def timed_pages(generation: int, number: int, warm_up: int, seed: int, address: str) -> PageTimes:
    """Asks `number` search pages (or answers of the API) one after another, as one visitor who saw some before."""
    give_routes(generation)
    STORE.build(generation)
    client = Client(SERVER_NAME="127.0.0.1")
    with override_settings(**NO_BUDGET):
        for search in drawn_searches(generation, warm_up, WARM_UP_SEED):
            client.get(f"{address}?{search}")
        pages = [_page(client, f"{address}?{search}") for search in drawn_searches(generation, number, seed)]
    parts = {name: [split.get(name, 0.0) for _total, split, _size in pages] for name in PARTS}
    return PageTimes([total for total, _split, _size in pages], parts, [size for _total, _split, size in pages])


def _page(client: Client, address: str) -> tuple[float, dict[str, float], int]:
    with _split() as spent:
        start = perf_counter()
        answer = client.get(address)
        total = 1000 * (perf_counter() - start)
    if answer.status_code != 200:
        raise ValueError(f"{address}: status {answer.status_code}")
    return total, dict(spent), len(answer.content)


@contextmanager
def _split() -> Iterator[dict[str, float]]:
    """Adds up the milliseconds that each part takes meanwhile."""
    spent: dict[str, float] = defaultdict(float)
    inside: list[str] = []

    def clocked(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            if inside:
                return call(*args, **kwargs)
            inside.append(name)
            start = perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                spent[name] += 1000 * (perf_counter() - start)
                inside.pop()

        return run

    with ExitStack() as stack:
        for owner, attribute, name in (
            (IndexEngine, "answer", "search"),
            (audit, "record", "audit"),
            (DjangoTemplate, "render", "template"),
            (JinjaTemplate, "render", "template"),
            (PageSerializer, "to_representation", "serialisation"),
            (JSONRenderer, "render", "serialisation"),
        ):
            stack.enter_context(patch.object(owner, attribute, clocked(name, getattr(owner, attribute))))
        asks = clocked("database", lambda execute, *rest: execute(*rest))
        stack.enter_context(connection.execute_wrapper(asks))
        yield spent
