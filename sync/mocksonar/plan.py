"""How many records of each kind every region holds, and in which order the feed lists them."""

import math
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from sync.mocksonar.cells import DRENTHE, Cell, drenthe, spread
from sync.mocksonar.geography import gazetteer
from sync.mocksonar.person import BSN_COUNT
from sync.mocksonar.realism import figure
from sync.mocksonar.segment import INFLOW, OUTFLOW, Segment

REALISTIC_PROFILES = 92_800
OUTSIDE_TARGET_GROUP, TWINS = 0.028, 0.007  # per client: about 2% and 0.5% of all records
WITHOUT_MUNICIPALITY, BLANK = 0.004, 0.0007  # per client


class TooManyProfilesError(ValueError):
    """Asked for more profiles than there are invented BSNs to give out."""


@cache
def plan(profiles: int, seed: int) -> tuple[Segment, ...]:
    """The segments of a feed with about this many profiles on 31 December 2020, in feed order, `overig` last.

    Up to 92,800 profiles: whole regions at the real density, Drenthe first, then the nearest, as many as come
    closest. Above that all 35 regions, with more clients everywhere but in Drenthe.
    Raises TooManyProfilesError.
    """
    regions = [(DRENTHE, drenthe()), *_regions(profiles, seed)]
    everyone = [cell for _, cells in regions for cell in cells]
    clients = sum(cell.clients for cell in everyone)
    segments: list[Segment] = []
    for region, cells in regions:
        segments.append(_segment(region, cells, sum(cell.clients for cell in cells), 0, _end(segments)))
    overig = _segment(None, everyone, round(clients * WITHOUT_MUNICIPALITY), round(clients * BLANK), _end(segments))
    if overig.end > BSN_COUNT:
        raise TooManyProfilesError(f"{profiles} profiles are too many: the invented BSNs run out.")
    return (*segments, overig)


def _regions(profiles: int, seed: int) -> Iterator[tuple[int, list[Cell]]]:
    """The served regions outside Drenthe, nearest first."""
    clients = _clients(profiles)
    golden = sum(cell.clients for cell in drenthe() if cell.profile)
    shares = [golden] + [clients[region] * _profile_share() for region in _nearest_first()]
    totals = list(accumulate(shares))
    served = min(range(len(totals)), key=lambda index: abs(totals[index] - profiles))
    for region in _nearest_first()[:served]:
        yield region, spread(region, clients[region], seed)


def _profile_share() -> float:
    """Profiles per client of the region in the golden table: about 0.549."""
    return sum(cell.clients for cell in drenthe() if cell.profile) / sum(cell.clients for cell in drenthe())


def _clients(profiles: int) -> dict[int, int]:
    """Clients on 31 December 2020 in each region but Drenthe, by inhabitants; they add up exactly.

    The country has 74.4% of the target-group register of 30 September 2019 as its clients.
    """
    golden = sum(cell.clients for cell in drenthe())
    known = int(figure("doelgroepregister_personen", "2019-09-30") * 0.744) - golden
    golden_profiles = sum(cell.clients for cell in drenthe() if cell.profile)
    extra = (profiles - golden_profiles) / (REALISTIC_PROFILES - golden_profiles)
    total = round(known * max(1.0, extra))
    inhabitants = {region: _inhabitants(region) for region in _nearest_first()}
    bounds = [round(total * part / sum(inhabitants.values())) for part in accumulate(inhabitants.values())]
    return {region: after - before for region, before, after in zip(inhabitants, [0, *bounds], bounds, strict=False)}


def _inhabitants(region: int) -> int:
    return sum(one.inhabitants for one in gazetteer().municipalities if one.region == region)


@cache
def _nearest_first() -> list[int]:
    """All regions but Drenthe by the distance of their centres (means over inhabitants) to that of Drenthe."""
    regions = {one.region for one in gazetteer().municipalities} - {DRENTHE}
    return sorted(regions, key=lambda region: _distance(_centre(region), _centre(DRENTHE)))


def _centre(region: int) -> tuple[float, float]:
    parts = [one for one in gazetteer().municipalities if one.region == region]
    people = sum(one.inhabitants for one in parts)
    latitude = sum(one.place[0] * one.inhabitants for one in parts) / people
    return latitude, sum(one.place[1] * one.inhabitants for one in parts) / people


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """In degrees of latitude; exact enough to put regions in order."""
    return math.hypot(one[0] - other[0], (one[1] - other[1]) * math.cos(math.radians(one[0])))


def _segment(region: int | None, cells: list[Cell], clients: int, blank: int, base: int) -> Segment:
    return Segment.of(
        region=region,
        base=base,
        cells=cells,
        fixed=(
            clients,
            round(clients * OUTFLOW * 16),  # the four years before the reference day
            round(clients * OUTSIDE_TARGET_GROUP),
            round(clients * TWINS),
            blank,
        ),
        joiners=round(clients * INFLOW * 16),
    )


def _end(segments: list[Segment]) -> int:
    return segments[-1].end if segments else 0
