"""Which charts a report has, each with the table that says the same in figures."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from profiles.quarters import Quarter
from profiles.transparency.charts.bars import Bar, bars
from profiles.transparency.charts.drawing import Said
from profiles.transparency.charts.region_map import locator, region_map
from profiles.transparency.charts.trend import Series, trend
from profiles.transparency.counts import Counts, percentage
from profiles.transparency.lines import Figure, Level, Line, lines, region_lines
from profiles.transparency.markup import Markup, as_svg
from profiles.transparency.report import RegionFigures, Report
from profiles.transparency.wording import SHARE, Share

Cell = str | Figure | Share


@dataclass(frozen=True)
class Chart:
    """A drawing and its table: `head` names the columns, the first cell of a row names the row."""

    said: Said
    drawing: Element
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def svg(self) -> Markup:
        """The drawing, to stand in a page."""
        return as_svg(self.drawing)


def charts_of(report: Report) -> tuple[Chart, ...]:
    """For a region the bars of its municipalities, for the country the map; then the trend, if there is one."""
    first = map_of(report) if report.national else bars_of(report, report.regions[0])
    over_time = trend_of(report)
    return (first, over_time) if over_time else (first,)


def bars_of(report: Report, region: RegionFigures) -> Chart:
    """The profile share of each municipality of a region."""
    *rows, whole = region_lines(report, region)
    said = Said(
        f"aandeel-regio-{region.number}",
        f"Aandeel met een profiel per gemeente, {region.name}",
        f"Staafdiagram. {_all(rows)} {region.name} als geheel: {_spoken(whole.share)}.",
    )
    drawn = bars(said, [Bar(row.name, row.share) for row in rows], Bar("Hele regio", whole.share))
    table = tuple((row.name, row.total, Share(row.share)) for row in (*rows, whole))
    return Chart(said, drawn, ("Gemeente", "Totaal", SHARE), table)


def map_of(report: Report) -> Chart:
    """The profile share of the 35 regions on the map."""
    totals = [line for line in lines(report) if line.level is Level.REGION and line.region]
    named = [(line.region, line) for line in totals if line.region]
    said = Said(
        "kaart",
        "Aandeel met een profiel per arbeidsmarktregio",
        f"Kaart van Nederland met 35 regio’s. {_extremes(named)} Alle percentages staan in de tabel.",
    )
    drawn = region_map(said, {region.number: line.share for region, line in named})
    table = tuple((f"{region.number} {region.name}", line.total, Share(line.share)) for region, line in named)
    return Chart(said, drawn, ("Arbeidsmarktregio", "Totaal", SHARE), table)


def place_of(region: RegionFigures) -> tuple[Said, Element]:
    """Where a region lies in the country."""
    said = Said("ligging", f"Ligging van {region.name}", f"Kaart van Nederland; {region.name} is ingekleurd.")
    return said, locator(said, region.number)


def trend_of(report: Report) -> Chart | None:
    """The profile share per quarter, of all and of each party's clients; None when there is nothing to compare."""
    quarters = _over_time(report)
    if report.protected or len(quarters) < 2:
        return None
    said = Said(
        "verloop",
        f"Aandeel met een profiel per kwartaal, {report.area}",
        "Lijndiagram. " + " ".join(f"{quarter}: {_spoken(counts.share)}." for quarter, counts in quarters),
    )
    drawn = trend(said, [str(quarter) for quarter, _ in quarters], _series([counts for _, counts in quarters]))
    table = tuple((str(quarter), Figure(counts.total), *_shares(counts)) for quarter, counts in quarters)
    return Chart(said, drawn, ("Kwartaal", "Totaal", SHARE, "Gemeenten", "UWV"), table)


def _over_time(report: Report) -> list[tuple[Quarter, Counts]]:
    """Every quarter of the report's history and its own, in today's order of columns."""
    codes = [row.code for region in report.regions for row in region.rows]
    past = [(earlier.quarter, earlier.total if report.national else earlier.of(codes)) for earlier in report.history]
    return [*past, (report.quarter, report.total)]


def _series(counts: list[Counts]) -> tuple[Series, ...]:
    return (
        Series("Alle klanten", tuple(each.share for each in counts)),
        Series("UWV", tuple(_party(each.uwv_with, each.uwv_without) for each in counts)),
        Series("Gemeenten", tuple(_party(each.gem_with, each.gem_without) for each in counts)),
    )


def _shares(counts: Counts) -> tuple[Share, Share, Share]:
    gem, uwv = _party(counts.gem_with, counts.gem_without), _party(counts.uwv_with, counts.uwv_without)
    return Share(counts.share), Share(gem), Share(uwv)


def _party(having: int, lacking: int) -> int | None:
    return percentage(having, having + lacking) if having + lacking else None


def _all(rows: list[Line]) -> str:
    return " ".join(f"{row.name}: {_spoken(row.share)}." for row in rows)


def _extremes(named: list[tuple[RegionFigures, Line]]) -> str:
    shares = sorted((line.share, -region.number, region.name) for region, line in named if line.share is not None)
    if not shares:
        return ""
    (low, _, lowest), (high, _, highest) = shares[0], shares[-1]
    return f"Het laagst is {lowest} met {low}%, het hoogst {highest} met {high}%."


def _spoken(share: int | None) -> str:
    return "geen percentage" if share is None else f"{share} procent"
