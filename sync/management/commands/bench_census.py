"""`manage.py bench_census`: measures how long counting the quarters takes, in databases of its own."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles.bench.server import NoServerError
from sync.bench.process import StepFailedError, cost_of
from sync.bench.run import DATABASES, ready


class Command(BaseCommand):
    help = "Times counting the quarters of an invented target group, on SQLite and PostgreSQL side by side."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--records", type=int, default=287_000, help="So many records has the target group.")
        parser.add_argument("--database", choices=DATABASES, action="append", help="Default: both, one by one.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, records: int, database: list[str] | None, **options: Any) -> None:
        found: dict[str, dict[str, Any]] = {}
        for name in database or DATABASES:
            try:
                with ready(name) as environment:
                    found[name] = cost_of(environment, "-m", "sync.bench", "census", str(records)).answer
            except (StepFailedError, NoServerError) as error:
                raise CommandError(f"{name}: {error}") from None
        self.stdout.write(json.dumps(found) if options["json"] else "\n".join(map(_line, found.items())))


def _line(measured: tuple[str, dict[str, Any]]) -> str:
    name, figures = measured
    return (
        f"{name:9} {figures['records']:,} records: the last quarter {figures['last_s']:.2f} s "
        f"({figures['last_processor_s']:.2f} s of our process), "
        f"all {figures['quarters']} quarters {figures['every_s']:.2f} s"
    )
