"""Prints the transparency report of a quarter, for one region or the country."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles.quarters import NotAQuarterError, Quarter
from profiles.transparency.formats import FORMATS
from profiles.transparency.publish import NotCountedError, OtherListError, UnknownRegionError, report_for


class Command(BaseCommand):
    help = "Prints how many people of the target group have a profile in Sonar, per municipality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="Year and quarter, like 2020-Q4.")
        parser.add_argument("--region", type=int, help="UWV's number of the region, like 4; without it the country.")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")

    def handle(self, *, quarter: str, region: int | None, format: str, **options: Any) -> None:  # noqa: A002
        try:
            report = report_for(Quarter.parse(quarter), region)
        except (NotAQuarterError, NotCountedError, UnknownRegionError, OtherListError) as error:
            raise CommandError(str(error)) from None
        self._put(FORMATS[format].render(report))

    def _put(self, content: bytes) -> None:
        """Files that are not text go to standard output as they are."""
        binary = getattr(self.stdout._out, "buffer", None)
        if binary is None:
            self.stdout.write(content.decode(), ending="")
        else:
            binary.write(content)
