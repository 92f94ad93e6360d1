"""What a report prints, figure by figure: the only place that decides between exact, rounded and not shown.

Every renderer takes its figures from here, never from the counts themselves: a protected edition prints each cell and
each total rounded to five from its own exact value, 1 to 7 as "< 8".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from profiles.transparency.counts import COLUMNS, TOTAL, Counts, added, percentage
from profiles.transparency.history import Earlier
from profiles.transparency.report import COUNTRY, LEAST_BASE, Known, RegionFigures, Report

STEP = 5
SMALL = 8
"""Protected figures from 1 up to, not including, this number are printed as "< 8"."""
UNPLACED = "gemeente onbekend"
TOTAL_REGION = "TOTAAL AMR"
TOTAL_COUNTRY = "TOTAAL NEDERLAND"


class Mark(Enum):
    """How a figure is printed."""

    EXACT = "exact"
    ROUNDED = "afgerond"
    SMALL = "minder dan 8"
    WITHHELD = "niet getoond"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure; `number` is None where no number is printed. As text in Dutch: "1.624", "< 8"."""

    number: int | None
    mark: Mark = Mark.EXACT

    def __str__(self) -> str:
        if self.number is None:
            return f"< {SMALL}" if self.mark is Mark.SMALL else self.mark.value
        return f"{self.number:,}".replace(",", ".")


class Level(StrEnum):
    """What a line is about."""

    MUNICIPALITY = "gemeente"
    REGION = "regio"
    PROVINCE = "provincie"
    UNPLACED = "onbekend"
    COUNTRY = "land"


@dataclass(frozen=True, slots=True)
class Change:
    """The difference with an earlier quarter: people more or fewer, and percentage points of profile share."""

    total: int
    share: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: four figures and their total (the order of the columns), and the profile share in %.

    `code` is that of the municipality, else ""; `region` is None for the country, provinces and the unplaced.
    """

    level: Level
    region: RegionFigures | None
    code: str
    name: str
    figures: tuple[Figure, Figure, Figure, Figure, Figure]
    share: int | None
    previous: Change | None = None
    """Against the quarter before; None when that was not counted, and in a protected report."""
    year_ago: Change | None = None
    """Against the same quarter a year before."""

    @property
    def total(self) -> Figure:
        return self.figures[-1]


def lines(report: Report) -> tuple[Line, ...]:
    """Every line as printed: each region's municipalities and total; for the country the two closing lines too."""
    found = [line for region in report.regions for line in region_lines(report, region)]
    return (*found, *country_lines(report)) if report.national else tuple(found)


def region_lines(report: Report, region: RegionFigures) -> Iterator[Line]:
    """The municipalities of a region and, last, its total."""
    for row in region.rows:
        yield _line(report, Level.MUNICIPALITY, row.name, row.counts, [row.code], region=region, code=row.code)
    codes = [row.code for row in region.rows]
    yield _line(report, Level.REGION, TOTAL_REGION, region.total, codes, region=region)


def country_lines(report: Report) -> tuple[Line, Line]:
    """People of the whole country in no municipality, and everyone."""
    return (
        _line(report, Level.UNPLACED, UNPLACED, report.unplaced, None),
        _line(report, Level.COUNTRY, TOTAL_COUNTRY, report.total, None),
    )


def province_lines(report: Report) -> tuple[Line, ...]:
    """A line per province by name; none in a protected report: with regions across borders they could be subtracted.

    Only a national report has whole provinces; of a region's report there are none.
    """
    if report.protected or not report.national:
        return ()
    rows = defaultdict(list)
    for region in report.regions:
        for row in region.rows:
            rows[row.province].append(row)
    return tuple(
        _line(report, Level.PROVINCE, name, added(row.counts for row in rows[name]), [row.code for row in rows[name]])
        for name in sorted(rows)
    )


def known_in(report: Report, region: RegionFigures | None = None) -> Known:
    """Register, people known and percentage as they may be printed: of a region, or of the report's whole area."""
    known = region.known if region else report.known
    if not report.protected:
        return known
    register = None if known.register is None else rounded(known.register)
    return Known(rounded(known.people), register, LEAST_BASE)


def key(level: Level, area: str, column: str) -> str:
    """The name of one figure: level, code of municipality or number of region, column."""
    return f"{level}:{area}:{column}"


def printed(value: int) -> Figure:
    """A figure of a protected report, from its own exact value."""
    if value and value < SMALL:
        return Figure(None, Mark.SMALL)
    return Figure(rounded(value), Mark.ROUNDED if value else Mark.EXACT)


def rounded(value: int) -> int:
    """To the nearest multiple of five; a whole number is never halfway."""
    return STEP * ((value + STEP // 2) // STEP)


def _line(
    report: Report,
    level: Level,
    name: str,
    counts: Counts,
    codes: Iterable[str] | None,
    *,
    region: RegionFigures | None = None,
    code: str = "",
) -> Line:
    """`codes` are the municipalities that it sums up; None: the unplaced or everyone."""
    area = code or (str(region.number) if region else "")
    figures = _figures(report, level, area, counts)
    summed = None if codes is None else tuple(codes)
    share = _share(figures) if report.protected else counts.share
    changes = [_change(report, level, counts, summed, earlier) for earlier in (report.previous, report.year_ago)]
    return Line(level, region, code, name, figures, share, *changes)


def _figures(
    report: Report, level: Level, area: str, counts: Counts
) -> tuple[Figure, Figure, Figure, Figure, Figure]:
    values: Mapping[str, int] = dict(zip((*COLUMNS, TOTAL), (*counts.columns, counts.total), strict=True))
    if not report.protected:
        one, two, three, four, five = (Figure(value) for value in values.values())
    else:
        one, two, three, four, five = (
            Figure(None, Mark.WITHHELD) if key(level, area, column) in report.withheld else printed(value)
            for column, value in values.items()
        )
    return one, two, three, four, five


def _share(figures: tuple[Figure, Figure, Figure, Figure, Figure]) -> int | None:
    """From what is printed, so that it tells nothing more; none on a small base."""
    gem, uwv, total = figures[0].number, figures[2].number, figures[-1].number
    if gem is None or uwv is None or total is None or total < LEAST_BASE:
        return None
    return min(100, percentage(gem + uwv, total))


def _change(
    report: Report, level: Level, counts: Counts, codes: tuple[str, ...] | None, earlier: Earlier | None
) -> Change | None:
    if earlier is None or report.protected:
        return None
    before = earlier.of(codes) if codes is not None else _before(level, earlier)
    share = None if counts.share is None or before.share is None else counts.share - before.share
    return Change(counts.total - before.total, share)


def _before(level: Level, earlier: Earlier) -> Counts:
    return earlier.total if level is Level.COUNTRY else earlier.unplaced


def area_of(report: Report) -> str:
    """As in a file name: "nederland" or "regio-4"."""
    return COUNTRY.lower() if report.national else f"regio-{report.regions[0].number}"
