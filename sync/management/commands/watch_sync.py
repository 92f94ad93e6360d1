"""`manage.py watch_sync`: tells in the terminal how far the sync is, for as long as it runs."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from kombu.exceptions import OperationalError

from profiles.models import Live, Progress
from sync.run import abandon
from sync.tasks import run_sync

EVERY = 2.0  # seconds


class Command(BaseCommand):
    help = "Prints the progress of every sync until it is stopped; with --start-if-empty it asks for the first one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--start-if-empty", action="store_true", help="Start one when nothing is published yet.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(welcome())
        if options["start_if_empty"] and not Live.objects.exists():
            abandon(at=timezone.now())  # the demo has just started: whoever read before is gone
            ask_for_sync()
        for line in lines():
            self.stdout.write(line)


def welcome() -> str:
    """Where to look, and as whom."""
    return (
        f"\n  Kandidatenverkenner: http://127.0.0.1:{settings.PORT}/"
        f"\n  Beheer:              http://127.0.0.1:{settings.PORT}/admin/"
        "\n  Inloggen als werkgever, bemiddelaar, adviseur, uwv, beheer of toezicht;"
        "\n  wachtwoord: verkenner-demo. Stoppen: Ctrl-C.\n"
    )


def ask_for_sync() -> None:
    """Sends the task; the broker may need a moment after its start."""
    for _ in range(30):
        try:
            run_sync.delay()
        except OperationalError:
            time.sleep(1)
        else:
            return
    raise OperationalError(f"The broker at {settings.REDIS_URL} does not answer.")


def lines() -> Iterator[str]:
    """A line whenever the progress has changed; never ends."""
    last = ""
    while True:
        progress = Progress.objects.filter(pk=1).first()
        line = worded(progress) if progress else ""
        if line and line != last:
            yield line
        last = line
        time.sleep(EVERY)


def worded(progress: Progress) -> str:
    """The progress row as one line."""
    counted = f": {progress.done} van {progress.total} ({progress.percent}%)" if progress.total else ""
    return f"{progress.get_step_display()}{counted} {progress.message}".strip()
