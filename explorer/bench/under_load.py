"""Conducts a measurement under load: a town, a crowd, a site of its own, and one rate after another."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.bench.feed import SyncLater, feed, synced
from explorer.bench.load_report import step_as_json
from explorer.bench.mix import Crowd, Member, Staff, drawn_calls
from explorer.bench.open_loop import Call, send
from explorer.bench.running import Running, environment_of, running_site
from explorer.bench.soak import as_json, watched
from explorer.bench.step import carry_out
from profiles.bench.server import DURABLE, postgres_server

WARM_UP_RATE = 30
"""Calls a second before the first step."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class LoadPlan:
    """What to measure: each rate (calls a second) for so many seconds, on a town of so many profiles."""

    profiles: int
    organisations: int
    mix: Mapping[str, int]
    rates: Sequence[float]
    seconds: float
    database: str
    seed: int
    warm_up: int = 100
    """Calls before the first step that are not counted; caches need some 20,000 to fill."""
    synced: bool = False
    """The town comes from a mock feed, and a full sync and release of a day later begin at a third of each step."""


def measured_under_load(plan: LoadPlan, say: Say) -> Iterator[dict[str, Any]]:
    """Yields each step as it is done; all that was started and written is gone afterwards.

    Raises:
        StepFailedError, SyncFailedError, NotStartedError, NoServerError: see there.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-load-")))
        environment = environment_of(folder, stack.enter_context(_database(plan.database, folder)))
        say(f"{plan.profiles:,} profiles, {plan.organisations:,} organisations")
        generation = _town(environment, plan)
        task = {"generation": generation, "organisations": plan.organisations, "seed": plan.seed}
        crowd = _crowd(carry_out(environment, step="crowd", **task))
        say("starting the site")
        site = stack.enter_context(running_site(folder, environment))
        later = stack.enter_context(feed(environment, plan.profiles, 0)) if plan.synced else None
        say(f"{plan.warm_up:,} calls to warm up")
        send(drawn_calls(crowd, plan.mix, plan.warm_up, plan.seed - 1), site=site.address, rate=WARM_UP_RATE)
        for number, rate in enumerate(plan.rates):
            say(f"{rate:g} calls a second for {plan.seconds:g} s")
            calls = list(drawn_calls(crowd, plan.mix, max(1, round(rate * plan.seconds)), plan.seed + number))
            sync = SyncLater(later, plan.seconds / 3) if later else None
            yield {**_measured(site, calls, rate), **({"sync": sync.answer()} if sync else {})}


def _measured(site: Running, calls: Sequence[Call], rate: float) -> dict[str, Any]:
    before = site.processor_seconds()
    with watched(site.processes["web"].pid) as readings:
        samples = send(calls, site=site.address, rate=rate)
    spent = {name: seconds - before[name] for name, seconds in site.processor_seconds().items()}
    return {**step_as_json(samples, rate, spent), "web": as_json(readings)}


def _town(environment: Mapping[str, str], plan: LoadPlan) -> Any:
    """The number of its live generation."""
    if not plan.synced:
        return carry_out(environment, step="load", profiles=plan.profiles, seed=plan.seed)
    carry_out(environment, step="tables")
    with feed(environment, plan.profiles, 1) as surroundings:
        return synced(surroundings)["generation"]


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    with postgres_server(folder / "postgres", DURABLE) as address:
        yield address


def _crowd(told: Mapping[str, Any]) -> Crowd:
    members, staff = [Member(**one) for one in told["members"]], [Staff(**one) for one in told["staff"]]
    return Crowd(members, staff, told["searches"], told["words"])
