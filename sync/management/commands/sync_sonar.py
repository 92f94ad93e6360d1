"""`manage.py sync_sonar`: reads the feed, or what changed in it, and releases it, in this process."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from profiles.anonymity.generalise import TooFewPeopleError
from sync import run as runs
from sync.checks import BadDataError, IncompleteError
from sync.export.columns import FileError
from sync.export.load import load, rehearse
from sync.export.report import lines, rehearsed
from sync.lease import LostLeaseError
from sync.mapping import NoReferenceDataError
from sync.models import SyncRun
from sync.release import NotAnonymousError
from sync.sonar.client import FeedError

EXPECTED = (
    runs.AlreadyRunningError,
    BadDataError,
    FeedError,
    FileError,
    IncompleteError,
    LostLeaseError,
    NoReferenceDataError,
    NotAnonymousError,
    TooFewPeopleError,
)
"""What may go wrong without a mistake in the program; each says in its own words what to do."""


class Command(BaseCommand):
    help = "Reads the Sonar feed into staged profiles, publishes them and counts the quarters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--full", action="store_true", help="Read the whole feed, not only what changed since the last run."
        )
        parser.add_argument("--file", type=Path, help="Import this export of Sonar (.xlsx or .csv) instead.")
        parser.add_argument("--dry-run", action="store_true", help="With --file: tell what would happen, by column.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"] and not options["file"]:
            raise CommandError("--dry-run goes with --file.")
        try:
            answer, stopped = rehearsal(options["file"]) if options["dry_run"] else synced(**options)
        except EXPECTED as error:
            raise CommandError(str(error)) from None
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {type(error).__name__}. Start again.") from None
        self.stdout.write(json.dumps(answer) if options["json"] else "\n".join(lines(answer)))
        if stopped:
            raise CommandError(stopped)


Answer = tuple[dict[str, object], str]
"""What to print, and why the run stopped ("" = it did not)."""


def synced(*, file: Path | None, full: bool, **_: object) -> Answer:
    """Reads the feed or a file, to its end."""
    if file:
        imported = load(path=file, clock=timezone.now)
        answer = summary(imported.run) | {"blank": imported.blank, "reasons": imported.reasons}
        return answer, _why_stopped(imported.run)
    kind = SyncRun.Kind.FULL if full else SyncRun.Kind.DELTA
    run = runs.start(at=timezone.now(), kind=kind, by_hand=True)
    processes = settings.SYNC_PROCESSES if run.kind == SyncRun.Kind.FULL else 1  # a delta is one part
    run = runs.carry_out(run=run, clock=timezone.now, processes=processes)
    return summary(run), _why_stopped(run)


def rehearsal(file: Path) -> Answer:
    """What importing the file would do."""
    begun = timezone.now()
    found = rehearsed(rehearse(path=file, clock=timezone.now))
    return found | _speed((timezone.now() - begun).total_seconds(), found["read"]), ""


def _why_stopped(run: SyncRun) -> str:
    """In words; "" if it is done."""
    return "" if run.state == SyncRun.State.DONE else run.error or "A process that read stopped. Start again."


def summary(run: SyncRun) -> dict[str, object]:
    """What a finished run did; the keys are part of the outside contract."""
    names = ("state", "read", "applied", "unchanged", "quarantined", "stale", "withdrawn", "published", "generation")
    seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at else 0.0
    return {name: getattr(run, name) for name in names} | _speed(seconds, run.read)


def _speed(seconds: float, read: int) -> dict[str, object]:
    return {"seconds": round(seconds, 2), "records_per_second": round(read / seconds) if seconds else 0}
