"""`manage.py bench_search`: measures the search engines side by side, after proving that they answer alike."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from explorer.bench.chart import chart
from explorer.bench.report import as_json, as_text
from explorer.bench.result import REFERENCE, SizeResult
from explorer.bench.run import ENGINES, Plan, run
from explorer.bench.step import StepFailedError


class Command(BaseCommand):
    help = "Compares and times the search engines on invented cards, in databases of its own."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--profiles", type=int, nargs="+", default=[157_659], help="How many cards; several sizes may be given."
        )
        parser.add_argument("--queries", type=int, default=300, help="How many queries the index answers.")
        parser.add_argument("--orm-queries", type=int, default=20, help="How many of them Django's ORM answers.")
        parser.add_argument("--engines", default=",".join(ENGINES), help=f"Of {', '.join(ENGINES)}, with commas.")
        parser.add_argument("--seed", type=int, default=1, help="Other cards and other queries.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument("--chart", type=Path, help="Write an SVG of cost by size to this file.")

    def handle(self, *args: Any, **options: Any) -> None:
        results = [self._run(plan) for plan in plans(options)]
        self.stdout.write(json.dumps(_in_json(results)) if options["json"] else "\n\n".join(map(as_text, results)))
        if options["chart"]:
            options["chart"].write_text(chart(results), encoding="utf-8")
        if number := sum(len(result.mismatches) for result in results):
            raise CommandError(f"{number} answers differ from the index's: no time above is to be believed.")

    def _run(self, plan: Plan) -> SizeResult:
        try:
            return run(plan, self.stderr.write)
        except StepFailedError as error:
            raise CommandError(str(error)) from None


def plans(options: dict[str, Any]) -> list[Plan]:
    """One plan for each size.

    Raises:
        CommandError: an option makes no sense.
    """
    engines = options["engines"].split(",")
    if unknown := [name for name in engines if name not in ENGINES]:
        raise CommandError(f"No such engine: {', '.join(unknown)}. There are: {', '.join(ENGINES)}.")
    if REFERENCE not in engines:
        raise CommandError(f"The others are compared with {REFERENCE}: name it too.")
    queries, orm_queries = options["queries"], min(options["orm_queries"], options["queries"])
    if min(*options["profiles"], queries, orm_queries) < 1:
        raise CommandError("Profiles and queries are at least 1.")
    return [Plan(size, queries, orm_queries, engines, options["seed"]) for size in options["profiles"]]


def _in_json(results: list[SizeResult]) -> dict[str, object]:
    """The first size, and when there are several all of them as `sizes`."""
    found = [as_json(result) for result in results]
    return found[0] if len(found) == 1 else {**found[0], "sizes": found}
