"""`manage.py who_saw`: everyone who was shown one person's profile."""

import getpass
import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from explorer.person import UnclearError, by_reference
from profiles import audit
from profiles.audit import Viewer
from profiles.audit.lookup import UnknownPersonError, looks_at, people_of_record
from profiles.calendar import AMSTERDAM
from profiles.models import AuditAction, Origin, Purpose


class Command(BaseCommand):
    help = "Prints who saw a person: when, who, for which organisation. The question itself is logged too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        one = parser.add_mutually_exclusive_group(required=True)
        one.add_argument(
            "reference",
            nargs="?",
            metavar="ORGANISATION:REFERENCE",
            help="An organisation, by number or name, and the reference under which it knows the profile.",
        )
        one.add_argument("--sonar-id", help="The number of the person's record in Sonar.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            people = _people(options["reference"], options["sonar_id"])
        except (UnclearError, UnknownPersonError) as error:
            raise CommandError(str(error)) from None
        audit.record(
            viewer=_asker(), action=AuditAction.LOG_SEARCH, people=people, at=timezone.now(), about="who_saw"
        )
        views = [{**asdict(look), "at": look.at.astimezone(AMSTERDAM).isoformat()} for look in looks_at(people)]
        lines = [f"{view['at']}  {view['actor']}  {view['organisation']}  {view['action']}" for view in views]
        self.stdout.write(json.dumps({"views": views}) if options["json"] else "\n".join(lines or ["Nobody."]))


def _people(reference: str | None, sonar_id: str | None) -> tuple[str, ...]:
    return (by_reference(reference),) if reference else people_of_record(str(sonar_id))


def _asker() -> Viewer:
    """Whoever is signed in to this machine."""
    return Viewer("", getpass.getuser(), "", "command", Origin.COMMAND, Purpose.OVERSIGHT)
