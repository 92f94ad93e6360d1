"""`manage.py bench_page`: what a search page costs the server, in a database of its own."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from explorer.bench.page_report import as_json, as_text
from explorer.bench.pages import API

GENERATION = 1
WARM_UP = 100


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
        with tempfile.TemporaryDirectory(prefix="bench-page-") as folder:
            self.stderr.write(f"{options['profiles']:,} profiles: loading")
            _step(folder, step="load", profiles=options["profiles"], seed=options["seed"])
            self.stderr.write(f"{options['pages']} pages")
            task = {"generation": GENERATION, "number": options["pages"], "warm_up": WARM_UP, "seed": options["seed"]}
            address = {"address": API} if options["api"] else {}
            found = _step(folder, step="pages", **task, **address)
        self.stdout.write(json.dumps(as_json(found)) if options["json"] else as_text(found))


def _step(folder: str, **task: object) -> Any:
    """One step in a process of its own, whose files and database are in the folder."""
    ours = {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/cards.sqlite3", "DEBUG": "1"}
    command = [sys.executable, "-m", "explorer.bench", json.dumps(task)]
    environment = {**os.environ, **ours, "SECRET_KEY": "benchmark"}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)  # noqa: S603 - our own module
    if done.returncode:
        raise CommandError(f"{task['step']} failed:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout)
