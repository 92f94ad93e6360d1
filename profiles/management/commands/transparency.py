"""Prints the transparency report of a quarter, for one region or the country; publishes its edition when asked."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from profiles.quarters import NotAQuarterError, Quarter
from profiles.transparency.editions import RefusedError
from profiles.transparency.formats import FORMATS
from profiles.transparency.output import output
from profiles.transparency.publish import NotCountedError, OtherListError, UnknownRegionError
from profiles.transparency.publishing import publish_at_once


class Command(BaseCommand):
    help = "Prints how many people of the target group have a profile in Sonar, per municipality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="Year and quarter, like 2020-Q4.")
        parser.add_argument("--region", type=int, help="UWV's number of the region, like 4; without it the country.")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="First publish the quarter's edition: you approve what the system, or someone else, checked.",
        )

    def handle(self, *, quarter: str, region: int | None, format: str, publish: bool, **options: Any) -> None:  # noqa: A002
        try:
            wanted = Quarter.parse(quarter)
            if publish:
                self._publish(wanted)
            self._put(output(wanted, region, format))
        except (NotAQuarterError, NotCountedError, UnknownRegionError, OtherListError, RefusedError) as error:
            raise CommandError(str(error)) from None

    def _publish(self, quarter: Quarter) -> None:
        edition = publish_at_once(quarter=quarter, by=_person(), at=timezone.now())
        if edition.quarantined:
            self.stderr.write(f"{edition.quarantined} records that could not be used are not in these figures.")

    def _put(self, content: bytes) -> None:
        """Files that are not text go to standard output as they are."""
        binary = getattr(self.stdout._out, "buffer", None)
        if binary is None:
            self.stdout.write(content.decode(), ending="")
        else:
            binary.write(content)


def _person() -> str:
    """Who sits at the terminal, as the system knows them."""
    try:
        return f"opdrachtregel: {getpass.getuser()}"
    except (KeyError, OSError):
        return "opdrachtregel"
