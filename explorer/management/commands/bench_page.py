"""`manage.py bench_page`: what a search page costs the server, in a database of its own."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from explorer.bench.page_report import as_json, as_text
from explorer.bench.pages import API, PAGE
from explorer.bench.run import pages
from explorer.bench.step import StepFailedError


class Command(BaseCommand):
    help = "Times search pages on invented cards: in all, and of it search, database, audit and templates."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profiles", type=int, default=157_659, help="How many cards.")
        parser.add_argument("--pages", type=int, default=200, help="How many pages are timed.")
        parser.add_argument("--seed", type=int, default=1, help="Other cards and other searches.")
        parser.add_argument("--api", action="store_true", help="Answers of the API instead of pages.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        address = API if options["api"] else PAGE
        try:
            found = pages(options["profiles"], options["pages"], options["seed"], address, self.stderr.write)
        except StepFailedError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(as_json(found)) if options["json"] else as_text(found))
