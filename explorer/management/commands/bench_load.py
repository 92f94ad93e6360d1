"""`manage.py bench_load`: what the site does under a constant load, in a site of its own."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from explorer.bench.feed import SyncFailedError
from explorer.bench.load_report import as_text, knee
from explorer.bench.mix import API, WEBSITE
from explorer.bench.running import NotStartedError
from explorer.bench.step import StepFailedError
from explorer.bench.under_load import LoadPlan, measured_under_load
from profiles.bench.server import NoServerError


class Command(BaseCommand):
    help = "Sends a constant stream of calls to a site of its own; latency counts from when each was meant to leave."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rate", type=float, nargs="+", default=[50.0], help="Calls a second; several are steps."
        )
        parser.add_argument("--seconds", type=float, default=60, help="How long each rate lasts.")
        parser.add_argument("--profiles", type=int, default=157_659, help="How many cards.")
        parser.add_argument("--organisations", type=int, default=1_000, help="How many of them call.")
        parser.add_argument("--warm-up", type=int, default=100, help="So many calls before, that do not count.")
        parser.add_argument("--api", action="store_true", help="Only programs that search, instead of the mix.")
        parser.add_argument("--sync", action="store_true", help="A town from a mock feed, synced while it is asked.")
        parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
        parser.add_argument("--seed", type=int, default=1, help="Other cards, people and calls.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = LoadPlan(
            profiles=options["profiles"],
            organisations=options["organisations"],
            mix=API if options["api"] else WEBSITE,
            rates=options["rate"],
            seconds=options["seconds"],
            database=options["database"],
            seed=options["seed"],
            warm_up=options["warm_up"],
            synced=options["sync"],
        )
        steps = []
        try:
            for step in measured_under_load(plan, self.stderr.write):
                steps.append(step)
                if not options["json"]:
                    self.stdout.write(as_text(step) + "\n")
        except (StepFailedError, SyncFailedError, NotStartedError, NoServerError) as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps({"steps": steps, "knee": knee(steps)}))
        elif len(steps) > 1:
            self.stdout.write(f"knee: {knee(steps) or 'below the lowest rate'}")
