"""`manage.py bench_following`: how long it takes to work out every saved search at a release."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from explorer.bench.run import follow
from explorer.bench.step import StepFailedError


class Command(BaseCommand):
    help = "Works out invented saved searches at two releases of invented cards, in one process and its own database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profiles", type=int, default=157_659, help="How many cards.")
        parser.add_argument("--searches", type=int, default=10_000, help="How many saved searches, all different.")
        parser.add_argument("--seed", type=int, default=1, help="Other cards and other searches.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = follow(options["profiles"], options["searches"], options["seed"])
        except StepFailedError as error:
            raise CommandError(str(error)) from None
        lines = [f"{name:<20}{value:>12,}" for name, value in found.items()]
        self.stdout.write(json.dumps(found) if options["json"] else "\n".join(lines))
