"""Builds the report of a quarter from the stored counts and that quarter's own list of municipalities."""

from collections import defaultdict
from collections.abc import Collection

from profiles.models import Municipality, QuarterCount, Region, RegionName
from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.past import UNPLACED, history
from profiles.transparency.report import MunicipalityRow, RegionFigures, Report, in_order


class NotCountedError(LookupError):
    """The quarter is not stored: it is not over, or no complete sync has counted it yet."""


class UnknownRegionError(LookupError):
    """No labour-market region has this number."""


class OtherListError(Exception):
    """The counts and the reference data name different municipalities, so people would silently drop out."""


def report_for(quarter: Quarter, region: int | None = None) -> Report:
    """The report of one region by UWV's number, or of the country when `region` is None.

    Raises:
        NotCountedError: the quarter is not stored.
        UnknownRegionError: no region has that number.
        OtherListError: the reference data changed after the count.
    """
    count = _count(quarter)
    counts = _counts(count)
    regions = _regions(quarter, count, counts)
    if region is not None and region not in regions:
        raise UnknownRegionError(
            f"There is no region {region}. Choose a number from {min(regions)} to {max(regions)}."
        )
    return Report(
        quarter=quarter,
        national=region is None,
        regions=tuple(regions.values()) if region is None else (regions[region],),
        unplaced=counts[UNPLACED],
        method=count.method,
        counted_at=count.counted_at,
        claimed_twice=count.claimed_twice,
        quarantined=count.quarantined,
        classification=_classification(quarter, regions.values()),
        run=count.run,
        history=history(quarter, counts),
    )


def _classification(quarter: Quarter, regions: Collection[RegionFigures]) -> str:
    """In words for whoever reads the file: stored with every edition."""
    day, municipalities = quarter.last_day, sum(len(region.rows) for region in regions)
    many = "arbeidsmarktregio" if len(regions) == 1 else "arbeidsmarktregio’s"
    return f"{municipalities} gemeenten en {len(regions)} {many}, zoals op {day.day}-{day.month}-{day.year}"


def _count(quarter: Quarter) -> QuarterCount:
    found = QuarterCount.objects.filter(quarter=str(quarter)).first()
    if found:
        return found
    stored = sorted(QuarterCount.objects.values_list("quarter", flat=True))
    known = (
        f"Counted are {stored[0]} to {stored[-1]}." if stored else "Nothing has been counted yet: run a sync first."
    )
    raise NotCountedError(f"{quarter} has not been counted. {known}")


def _counts(count: QuarterCount) -> dict[str, Counts]:
    """People by municipality code."""
    rows = count.municipalities.values_list("municipality", "gem_with", "gem_without", "uwv_with", "uwv_without")
    return {UNPLACED: Counts()} | {code: Counts(*columns) for code, *columns in rows}


def _regions(quarter: Quarter, count: QuarterCount, counts: dict[str, Counts]) -> dict[int, RegionFigures]:
    """The regions that are served as they were in the quarter, by number and in that order."""
    names = dict(RegionName.objects.on(quarter.last_day).values_list("region_id", "name"))
    registers = dict(count.registers.values_list("region", "size"))
    rows = _rows(quarter, counts)
    return {
        number: RegionFigures(number, cbs_code, names[number], in_order(rows[number]), registers.get(number))
        for number, cbs_code in Region.objects.served().order_by("number").values_list("number", "cbs_code")
    }


def _rows(quarter: Quarter, counts: dict[str, Counts]) -> dict[int, list[MunicipalityRow]]:
    """The rows of the quarter's list by region number."""
    places = Municipality.objects.on(quarter.last_day).values_list("region_id", "code", "name", "province")
    listed = {code for _, code, _, _ in places}
    if listed != set(counts) - {UNPLACED}:
        differing = ", ".join(sorted(listed ^ (set(counts) - {UNPLACED}))[:5])
        raise OtherListError(
            f"The counts of {quarter} do not fit the list of municipalities: {differing}. Recount it."
        )
    rows = defaultdict(list)
    for region, code, name, province in places:
        rows[region].append(MunicipalityRow(code, name, counts[code], province))
    return rows
