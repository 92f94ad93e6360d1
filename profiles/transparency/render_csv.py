"""Writes a report as comma-separated text (RFC 4180), for spreadsheets and other systems."""

import csv
import io
from collections.abc import Iterator

from profiles.transparency.lines import Figure, Level, Line, lines
from profiles.transparency.report import COUNTRY, Report

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
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | Figure


def render_csv(report: Report) -> str:
    """The header, a row per municipality, and one closing row with the five sums.

    The country's table has a row "gemeente onbekend" before the closing row and no sums per region, so that
    adding up the rows gives the closing row. In a protected report a small figure reads "< 8".
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(HEADER)
    writer.writerows([safe(_plain(cell)) for cell in row] for row in rows(report))
    return written.getvalue()


def rows(report: Report) -> Iterator[tuple[Cell, ...]]:
    """The rows below the header, in its order; the closing row names the area that it sums up."""
    for line in lines(report):
        if line.level is not Level.REGION:
            yield (*_region(line), line.code, _name(line), *line.figures)
        elif not report.national:
            yield (*_region(line), "", TOTAL, *line.figures)


def safe(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula: a text that starts like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _plain(cell: Cell) -> str | int:
    """A figure as a bare number where it is one."""
    if isinstance(cell, Figure):
        return str(cell) if cell.number is None else cell.number
    return cell


def _name(line: Line) -> str:
    return TOTAL if line.level is Level.COUNTRY else line.name


def _region(line: Line) -> tuple[int | str, str, str]:
    if line.region:
        return line.region.number, line.region.cbs_code, line.region.name
    return "", "", COUNTRY if line.level is Level.COUNTRY else ""
