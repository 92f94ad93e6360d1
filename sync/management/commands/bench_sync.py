"""`manage.py bench_sync`: measures a whole run, a delta, a release and the write path, in databases of its own."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles.bench.server import NoServerError
from sync.bench.process import StepFailedError
from sync.bench.run import AFTER, DATABASES, STEPS, run


class Command(BaseCommand):
    help = "Times the sync on an invented country, on SQLite and PostgreSQL side by side."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profiles", type=int, default=157_659, help="So many client profiles has the country.")
        parser.add_argument("--database", choices=DATABASES, action="append", help="Default: both, one by one.")
        parser.add_argument(
            "--steps", choices=STEPS, nargs="+", default=STEPS, help=f"Default: all. {AFTER[0]} and later need full."
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, profiles: int, database: list[str] | None, steps: list[str], **options: Any) -> None:
        if "full" not in steps and (early := [step for step in AFTER if step in steps]):
            raise CommandError(f"Measure `full` too: {', '.join(early)} works on what it wrote.")
        found: dict[str, object] = {}
        for name in database or DATABASES:
            try:
                found[name] = run(profiles, name, steps, self.stderr.write)
            except (StepFailedError, NoServerError) as error:
                raise CommandError(f"{name}: {error}") from None
        self.stdout.write(json.dumps(found) if options["json"] else "\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> list[str]:
    return [
        f"{database:9} {step:11} {_words(figures)}"
        for database, steps in found.items()
        for step, figures in steps.items()
    ]


def _words(figures: dict[str, Any]) -> str:
    return "  ".join(f"{name} {_figure(value)}" for name, value in figures.items())


def _figure(value: Any) -> str:
    if isinstance(value, dict):
        return f"({_words(value)})"
    return f"{value:.2f}" if isinstance(value, float) else f"{value:,}"
