"""Where someone is and how far they travel, from the labels on the card alone; distances are straight lines in km."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from explorer.search.matching import PairTest

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True)
class Spot:
    """A point in degrees WGS84."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Area:
    """A place label: the regions it may lie in and the points (centroids of municipalities) it may stand for."""

    regions: frozenset[int]
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Band:
    """A travel band: its smallest and largest radius in km."""

    smallest: float
    largest: float


def distance_km(one: Spot, other: Spot) -> float:
    """Great-circle distance (haversine)."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    dlat, dlon = lat2 - lat1, math.radians(other.longitude - one.longitude)
    chord = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


@cache
def _pair(label: str, band: str) -> tuple[str, str]:
    """The same object each time: a thousand in all, where every workplace that is remembered would have hundreds."""
    return label, band


def travel_test(
    workplaces: Iterable[tuple[Spot, int]],
    areas: Mapping[str, Area],
    bands: Mapping[str, Band],
    neighbours: Mapping[int, frozenset[int]],
) -> PairTest:
    """ "Can travel to my workplace" for every pair of place label and travel band (DESIGN §4, Place).

    Met: the label's farthest municipality lies within the band's smallest radius. Unknown: its nearest lies
    within the largest, or the band is unknown and the workplace is in the same or an adjacent region.
    `workplaces` are points with their region; being able to reach one of them is enough.
    """
    met: set[tuple[str, str]] = set()
    may: set[tuple[str, str]] = set()
    for spot, region in workplaces:
        near = {region} | neighbours.get(region, frozenset())
        away = {other: distance_km(spot, other) for other in {one for area in areas.values() for one in area.spots}}
        for label, area in areas.items():
            distances = [away[other] for other in area.spots]
            nearest, farthest = min(distances), max(distances)
            met |= {_pair(label, code) for code, band in bands.items() if farthest <= band.smallest}
            may |= {_pair(label, code) for code, band in bands.items() if nearest <= band.largest}
            may |= {_pair(label, "")} if area.regions & near else set()
    return PairTest(("place", "travel"), frozenset(met), frozenset(may - met))
