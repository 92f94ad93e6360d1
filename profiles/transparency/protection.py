"""Which totals a protected report must leave out, so that nobody can calculate a figure more precisely than printed.

Rounding each figure from its own value is not enough: four cells printed as 10 (8 to 12 each) with a total printed
as 30 (at most 32) must all be 8. The table is a network: people flow from the country over regions and
municipalities into the four columns, and each printed figure bounds one arc. What an arc may carry in any table that
agrees with everything printed is then found exactly, by looking for ways around it
(`profiles/transparency/network.py`). Where a figure has fewer than five possible values, totals around it are left
out, the nearest first, until it has.
"""

from collections.abc import Iterator

from profiles.transparency.counts import COLUMNS, TOTAL
from profiles.transparency.lines import SMALL, STEP, Level, key, printed
from profiles.transparency.network import Arc, Network
from profiles.transparency.report import RegionFigures, Report

LEAST_VALUES = 5
"""So many whole numbers stay possible for every figure that is not zero."""
UNBOUNDED = 10**9
ROOT, SINK, NOWHERE = "root", "sink", "nowhere"


def withheld_totals(report: Report) -> frozenset[str]:
    """The totals not to print in a protected edition of a national report, by `profiles/transparency/lines.py:key`.

    What a part of it (one region) prints is a part of what the whole prints, so it holds for those files too.
    """
    network = Network(_arcs(report))
    withheld: set[str] = set()
    for name, arc in sorted(network.arcs.items()):
        for total in [None, *_around(name, arc, network)]:
            if total is not None:
                network.arcs[total].open(UNBOUNDED)
                withheld.add(total)
            if not arc.flow or network.spread(arc, LEAST_VALUES - 1) >= LEAST_VALUES - 1:
                break
    return frozenset(withheld)


def bounds(value: int) -> tuple[int, int]:
    """The least and the largest whole number that is printed like this one."""
    figure = printed(value)
    if figure.number is None:
        return 1, SMALL - 1
    if not value:
        return 0, 0
    return max(SMALL, figure.number - STEP // 2), figure.number + STEP // 2


def _arcs(report: Report) -> Iterator[tuple[str, Arc]]:
    """Every figure of the national table with what it leads from and to."""
    for region in report.regions:
        yield from _of_region(region)
    yield _arc(Level.UNPLACED, "", TOTAL, ROOT, NOWHERE, report.unplaced.total)
    for column, value in zip(COLUMNS, report.unplaced.columns, strict=True):
        yield _arc(Level.UNPLACED, "", column, NOWHERE, column, value)
    for column, value in zip(COLUMNS, report.total.columns, strict=True):
        yield _arc(Level.COUNTRY, "", column, column, SINK, value)
    yield _arc(Level.COUNTRY, "", TOTAL, SINK, ROOT, report.total.total)


def _of_region(region: RegionFigures) -> Iterator[tuple[str, Arc]]:
    number = str(region.number)
    yield _arc(Level.REGION, number, TOTAL, ROOT, number, region.total.total)
    for column, value in zip(COLUMNS, region.total.columns, strict=True):
        yield _arc(Level.REGION, number, column, f"{number} {column}", column, value)
    for row in region.rows:
        yield _arc(Level.MUNICIPALITY, row.code, TOTAL, number, row.code, row.counts.total)
        for column, value in zip(COLUMNS, row.counts.columns, strict=True):
            yield _arc(Level.MUNICIPALITY, row.code, column, row.code, f"{number} {column}", value)


def _arc(level: Level, area: str, column: str, tail: str, head: str, value: int) -> tuple[str, Arc]:
    low, high = bounds(value)
    return key(level, area, column), Arc(tail, head, low, high, value)


def _around(name: str, arc: Arc, network: Network) -> list[str]:
    """The totals that are bound to a figure, the nearest first: its own, its row's, its columns', the country's."""
    region = _region_of(arc, network)
    totals = [name] if name.endswith(f":{TOTAL}") or not name.startswith((Level.MUNICIPALITY, Level.UNPLACED)) else []
    totals += [found for found, other in network.arcs.items() if other.head == arc.tail and found.endswith(TOTAL)]
    totals += [found for found, other in network.arcs.items() if other.tail == arc.head]
    totals += [key(Level.REGION, region, column) for column in (TOTAL, *COLUMNS)] if region else []
    totals += [key(Level.COUNTRY, "", column) for column in (*COLUMNS, TOTAL)]
    return [total for total in dict.fromkeys(totals) if not _is_cell(total)]


def _region_of(arc: Arc, network: Network) -> str:
    for node in (arc.head.split()[0], arc.tail.split()[0]):
        if node.isdigit():
            return node
    return next(
        (other.tail for other in network.arcs.values() if other.head == arc.tail and other.tail.isdigit()), ""
    )


def _is_cell(name: str) -> bool:
    return name.startswith((Level.MUNICIPALITY, Level.UNPLACED)) and not name.endswith(f":{TOTAL}")
