"""`manage.py verify_audit`: proves that the audit log is as it was written, and says where it is not."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles.audit import heads
from profiles.audit.verify import verify


class Command(BaseCommand):
    help = "Checks every mark, the whole chain and its heads in the second place. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument("--heads", type=Path, nargs="+", help="Files with heads: an export of the log server.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            known = heads.read(options["heads"])
        except OSError as error:
            raise CommandError(f"The heads cannot be read: {error}") from None
        answer = asdict(verify(known))
        words = "\n".join(f"{name:10} {value}" for name, value in answer.items())
        self.stdout.write(json.dumps(answer) if options["json"] else words)
        if not answer["ok"]:
            raise CommandError(f"Event {answer['first_bad']} of the log: {answer['problem']}")
