"""Measures how long each file of an edition takes: of one region, of the country, and of all 36 areas."""

import json
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from profiles.quarters import NotAQuarterError, Quarter
from profiles.transparency.formats import FORMATS, Format
from profiles.transparency.publish import NotCountedError, OtherListError, report_for
from profiles.transparency.report import Report


class Command(BaseCommand):
    help = "Measures the time and size of a quarter's files, without storing any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quarter", required=True, help="A counted quarter, like 2020-Q4.")
        parser.add_argument("--json", action="store_true", help="One JSON object instead of a table.")

    def handle(self, *, quarter: str, json: bool, **options: Any) -> None:
        try:
            country = report_for(Quarter.parse(quarter))
        except (NotAQuarterError, NotCountedError, OtherListError) as error:
            raise CommandError(str(error)) from None
        measured = {kind.name: _measured(kind, country) for kind in FORMATS.values()}
        self.stdout.write(_as_json(measured) if json else _as_table(measured))


def _measured(kind: Format, country: Report) -> dict[str, float]:
    """Seconds for the country, the mean of the regions, and the size of the country's file in bytes."""
    regions = [country.of_region(region.number) for region in country.regions]
    kind.render(regions[0])  # fonts and styles are read once in a process
    start = perf_counter()
    size = len(kind.render(country))
    between = perf_counter()
    for region in regions:
        kind.render(region)
    every = perf_counter() - between
    return {"country_s": between - start, "region_s": every / len(regions), "regions_s": every, "bytes": size}


def _as_json(measured: dict[str, dict[str, float]]) -> str:
    return json.dumps(
        {name: {key: round(value, 3) for key, value in figures.items()} for name, figures in measured.items()}
    )


def _as_table(measured: dict[str, dict[str, float]]) -> str:
    rows = [
        f"{name:6}{figures['country_s']:10.2f}{figures['region_s']:10.3f}{figures['bytes']:12,.0f}"
        for name, figures in measured.items()
    ]
    whole = sum(figures["country_s"] + figures["regions_s"] for figures in measured.values())
    head = f"{'':6}{'country s':>10}{'region s':>10}{'bytes':>12}"
    return "\n".join([head, *rows, f"All files of all 36 areas: {whole:.1f} s"])
