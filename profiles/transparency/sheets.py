"""The sheets of a spreadsheet edition as plain values, the same for every program that opens them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from profiles.transparency import wording
from profiles.transparency.charts.of_report import trend_of
from profiles.transparency.lines import Figure, Level, Line, country_lines, known_in, lines, province_lines
from profiles.transparency.report import Report
from profiles.transparency.wording import Share

Cell = str | Figure | Share
Side = Literal["left", "center", "right"]
NAME = 30
NUMBER = 14
"""Widths of columns, in letters."""


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the head: where it begins within the head, and over how many columns and rows it reaches."""

    text: str
    column: int
    row: int = 0
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A line of cells; a total is printed heavier."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Title, a sentence, an empty line, the head, the rows, an empty line and what is said below them."""

    name: str
    title: str
    lead: str
    head: tuple[Head, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    names: int
    """So many columns at the left stay in view; they hold names."""
    below: tuple[str, ...] = ()

    @property
    def first_row(self) -> int:
        """The number of the head's first row, from 1."""
        return 4

    def lines_of(self, row: Row) -> int:
        """Over how many lines the longest text of a row runs."""
        return max(-(-len(str(cell)) // width) for cell, width in zip(row.cells, self.widths, strict=True)) or 1

    def side(self, head: Head) -> Side:
        """Above names and notes at the left, above figures at the right; a party in the middle."""
        if head.column < self.names or self.widths[head.column] > NAME:
            return "left"
        return "center" if head.columns > 1 else "right"

    @property
    def levels(self) -> int:
        """Of how many rows the head is."""
        return max(head.row + head.rows for head in self.head)


def sheets(report: Report) -> tuple[Sheet, ...]:
    """The table first, as the source prints it; what explains it last."""
    parts = [_table(report), *_areas(report), _shares(report), *_over_time(report), _notes(report)]
    return tuple(part for part in parts if part.rows)


def _table(report: Report) -> Sheet:
    head = (
        Head(wording.AREA, 0, rows=2),
        Head(wording.PLACE, 1, rows=2),
        *_parties(2),
        Head(wording.TOTAL, 6, rows=2),
    )
    rows = tuple(
        Row((_region(line), line.name, *line.figures), line.level in (Level.REGION, Level.COUNTRY))
        for line in lines(report)
    )
    return Sheet(
        "Tabel", report.title, wording.caption(report), head, rows, (NAME, NAME, *(NUMBER,) * 5), 2, _below(report)
    )


def _areas(report: Report) -> Iterable[Sheet]:
    """For the country: a line per region with its register, and a line per province."""
    if not report.national:
        return
    totals = [line for line in lines(report) if line.level is Level.REGION]
    head = (*_summed(wording.AREA), Head("Doelgroepregister", 7, rows=2), Head("Bekend in Sonar", 8, rows=2))
    regions = [Row((_region(line), *line.figures, Share(line.share), *_known(report, line))) for line in totals]
    closing = [
        Row((line.name, *line.figures, Share(line.share), *_known(report, line))) for line in country_lines(report)
    ]
    widths = (NAME, *(NUMBER,) * 6, 18, NUMBER)
    rows = (*regions, closing[0], Row(closing[1].cells, total=True))
    yield Sheet("Regio’s", report.title, wording.caption(report), head, rows, widths, 1, _below(report))
    provinces = tuple(Row((line.name, *line.figures, Share(line.share))) for line in province_lines(report))
    yield Sheet("Provincies", report.title, "Per provincie.", _summed("Provincie"), provinces, widths[:7], 1)


def _shares(report: Report) -> Sheet:
    """The profile share of every line of the table."""
    rows = tuple(
        Row((_region(line), line.name, line.total, Share(line.share)), line.level in (Level.REGION, Level.COUNTRY))
        for line in lines(report)
    )
    head = tuple(
        Head(text, column) for column, text in enumerate((wording.AREA, wording.PLACE, wording.TOTAL, wording.SHARE))
    )
    lead = "Welk deel van de mensen in Sonar heeft een profiel."
    return Sheet("Aandeel", report.title, lead, head, rows, (NAME, NAME, NUMBER, NUMBER), 2)


def _over_time(report: Report) -> Iterable[Sheet]:
    chart = trend_of(report)
    if chart:
        head = tuple(Head(text, column) for column, text in enumerate(chart.head))
        rows = tuple(Row(cells) for cells in chart.rows)
        yield Sheet("Verloop", report.title, chart.said.title, head, rows, (NUMBER,) * len(head), 1)


def _notes(report: Report) -> Sheet:
    """Every explanation and definition, and where the figures come from."""
    explained = [
        (entry.term, f"{entry.text} (aanname)" if entry.assumption else entry.text)
        for entry in (*report.explanations, *report.definitions)
    ]
    noted = [*explained, *wording.about(report), ("Aanname", wording.ASSUMPTION)]
    head = (Head("Begrip", 0), Head("Uitleg", 1))
    rows = tuple(Row(entry) for entry in noted)
    return Sheet("Toelichting", report.title, wording.lead(report), head, rows, (NAME, 95), 1)


def _parties(start: int) -> tuple[Head, ...]:
    """The head of the four counted columns, on two levels."""
    groups = (Head(group, start + 2 * place, columns=2) for place, group in enumerate(wording.GROUPS))
    parties = (Head((wording.WITH, wording.WITHOUT)[place % 2], start + place, row=1) for place in range(4))
    return (*groups, *parties)


def _summed(first: str) -> tuple[Head, ...]:
    return (Head(first, 0, rows=2), *_parties(1), Head(wording.TOTAL, 5, rows=2), Head(wording.SHARE, 6, rows=2))


def _known(report: Report, line: Line) -> tuple[Cell, Cell]:
    """Register and share known; of people without a municipality there is none."""
    if line.level is Level.UNPLACED:
        return "", ""
    known = known_in(report, line.region)
    register: Cell = wording.UNKNOWN if known.register is None else Figure(known.register)
    return register, wording.UNKNOWN if known.percent is None else Share(known.percent)


def _below(report: Report) -> tuple[str, ...]:
    return (wording.closing(report), *([wording.PROTECTED] if report.protected else []))


def _region(line: Line) -> str:
    return f"{line.region.number} {line.region.name}" if line.region else ""
