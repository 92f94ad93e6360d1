"""`manage.py sync_sonar`: reads the feed, or what changed in it, and releases it, in this process."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from profiles.anonymity.generalise import TooFewPeopleError
from sync import run as runs
from sync.checks import BadDataError, IncompleteError
from sync.lease import LostLeaseError
from sync.mapping import NoReferenceDataError
from sync.models import SyncRun
from sync.release import NotAnonymousError
from sync.sonar.client import FeedError

EXPECTED = (
    runs.AlreadyRunningError,
    BadDataError,
    FeedError,
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
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kind = SyncRun.Kind.FULL if options["full"] else SyncRun.Kind.DELTA
            run = runs.carry_out(run=runs.start(at=timezone.now(), kind=kind), clock=timezone.now)
        except EXPECTED as error:
            raise CommandError(str(error)) from None
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {type(error).__name__}. Start again.") from None
        answer = summary(run)
        if options["json"]:
            self.stdout.write(json.dumps(answer))
        else:
            self.stdout.write("\n".join(f"{name:20} {value}" for name, value in answer.items()))
        if run.state == SyncRun.State.WAITING:
            raise CommandError(run.error)


def summary(run: SyncRun) -> dict[str, object]:
    """What a finished run did; the keys are part of the outside contract."""
    names = ("state", "read", "applied", "unchanged", "quarantined", "stale", "withdrawn", "published", "generation")
    seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at else 0.0
    return {
        **{name: getattr(run, name) for name in names},
        "seconds": round(seconds, 2),
        "records_per_second": round(run.read / seconds) if seconds else 0,
    }
