"""Writes a report as comma-separated text (RFC 4180), for spreadsheets and other systems."""

import csv
import io
from collections.abc import Iterator

from profiles.transparency.report import COUNTRY, Counts, RegionFigures, Report

HEADER = (
    "regio_nummer",
    "regio_code",
    "regio",
    "gemeente_code",
    "gemeente",
    "gemeenteklanten_met_profiel",
    "gemeenteklanten_zonder_profiel",
    "uwv_met_profiel",
    "uwv_zonder_profiel",
    "totaal",
)
TOTAL = "TOTAAL AMR"
UNPLACED = "gemeente onbekend"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(report: Report) -> str:
    """The header, a row per municipality, and one closing row with the five sums.

    The country's table has a row "gemeente onbekend" before the closing row and no sums per region, so that
    adding up the rows gives the closing row.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(HEADER)
    writer.writerows([safe(cell) for cell in row] for row in rows(report))
    return written.getvalue()


def rows(report: Report) -> Iterator[tuple[str | int, ...]]:
    """The rows below the header, in its order; the closing row names the area that it sums up."""
    for region in report.regions:
        for row in region.rows:
            yield (*_region(region), row.code, row.name, *_figures(row.counts))
    if report.national:
        yield ("", "", "", "", UNPLACED, *_figures(report.unplaced))
        yield ("", "", COUNTRY, "", TOTAL, *_figures(report.total))
    else:
        yield (*_region(report.regions[0]), "", TOTAL, *_figures(report.total))


def safe(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula: a text that starts like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _region(region: RegionFigures) -> tuple[int, str, str]:
    return region.number, region.cbs_code, region.name


def _figures(counts: Counts) -> tuple[int, int, int, int, int]:
    return counts.gem_with, counts.gem_without, counts.uwv_with, counts.uwv_without, counts.total
