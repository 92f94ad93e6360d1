"""Figures of every counted quarter: per region in each quarter's own classification, or all in today's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from profiles.models import Edition, Municipality, MunicipalityCount, QuarterCount, RegisterCount
from profiles.quarters import Quarter
from profiles.reference.municipalities import timeline
from profiles.transparency.counts import Counts, added
from profiles.transparency.frozen import load
from profiles.transparency.past import UNPLACED

NO_REGION = 0
"""Where the people of "gemeente onbekend" are."""
People = Mapping[str, Counts]
"""People by the municipality code of one quarter's list."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One quarter: people per municipality and region, registers per region, and where the figures come from.

    `edition` and `checksum` are of the newest published edition; None and "" while there is none.
    """

    quarter: Quarter
    people: People
    regions: Mapping[int, Counts]
    registers: Mapping[int, int]
    method: str
    edition: int | None = None
    checksum: str = ""

    @property
    def total(self) -> Counts:
        return added(self.people.values())

    def register(self, region: int | None) -> int | None:
        """Of a region, or of the country when every region's is known."""
        if region is not None:
            return self.registers.get(region)
        return sum(self.registers.values()) if len(self.registers) == len(self.regions.keys() - {NO_REGION}) else None


def moments(*, comparable: bool = False, since: Quarter | None = None) -> list[Moment]:
    """Every counted quarter, oldest first.

    `comparable`: in today's municipalities and regions, codes carried forward through mergers, and without registers,
    which are of the regions of their time. Who lived in a municipality that was split is then in no region.
    """
    counts = QuarterCount.objects.filter(quarter__gte=str(since or "")).order_by("quarter")
    methods = dict(counts.values_list("quarter", "method"))
    places = _Places.read()
    people, registers, editions = _people(methods), _registers(methods), _editions()
    found = []
    for name, method in methods.items():
        shown = _carried(people[name], places) if comparable else people[name]
        day = "9998" if comparable else Quarter.parse(name).last_day.isoformat()
        sizes = {} if comparable else registers[name]
        number, checksum = editions.get(name, (None, ""))
        regions = _summed(shown, places, day)
        found.append(Moment(Quarter.parse(name), shown, regions, sizes, method, number, checksum))
    return found


@dataclass(frozen=True)
class _Places:
    """In which region each municipality lay, from when until when."""

    spans: Mapping[str, list[tuple[str, str, int]]]

    @classmethod
    def read(cls) -> "_Places":
        spans = defaultdict(list)
        for code, start, end, region in Municipality.objects.values_list(
            "code", "valid_from", "valid_to", "region_id"
        ):
            spans[code].append((start.isoformat(), end.isoformat() if end else "9999", region))
        return cls(spans)

    def region(self, code: str, day: str) -> int:
        return next((region for start, end, region in self.spans.get(code, ()) if start <= day < end), NO_REGION)

    def today(self, code: str) -> str:
        """The code under which it is found in the newest list."""
        while code and not any(end == "9999" for _, end, _ in self.spans.get(code, ())):
            code = timeline().successors.get(code, UNPLACED)
        return code


def _summed(people: People, places: _Places, day: str) -> dict[int, Counts]:
    regions: dict[int, Counts] = defaultdict(Counts)
    for code, counts in people.items():
        regions[places.region(code, day)] += counts
    return dict(regions)


def _carried(people: People, places: _Places) -> People:
    carried: dict[str, Counts] = defaultdict(Counts)
    for code, counts in people.items():
        carried[places.today(code)] += counts
    return dict(carried)


def _people(quarters: Iterable[str]) -> dict[str, dict[str, Counts]]:
    """As counted, or as corrected where a newer edition says so."""
    found: dict[str, dict[str, Counts]] = {name: {} for name in quarters}
    columns = ("quarter__quarter", "municipality", "gem_with", "gem_without", "uwv_with", "uwv_without")
    for name, code, *counted in MunicipalityCount.objects.filter(quarter__quarter__in=found).values_list(*columns):
        found[name][code] = Counts(*counted)
    for edition in Edition.objects.current().filter(number__gt=1, quarter__in=found):
        report = load(edition.content)
        corrected = {row.code: row.counts for region in report.regions for row in region.rows}
        found[edition.quarter] = {**corrected, UNPLACED: report.unplaced}
    return found


def _registers(quarters: Iterable[str]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {name: {} for name in quarters}
    rows = RegisterCount.objects.filter(quarter__quarter__in=found)
    for name, region, size in rows.values_list("quarter__quarter", "region", "size"):
        found[name][region] = size
    return found


def _editions() -> dict[str, tuple[int, str]]:
    current = Edition.objects.current().values_list("quarter", "number", "checksum")
    return {quarter: (number, checksum) for quarter, number, checksum in current}
