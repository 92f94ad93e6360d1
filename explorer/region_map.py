"""The map of the regions: how many of the candidates of a search each has, drawn and as a list."""

import datetime as dt
import math
from dataclasses import dataclass

from explorer.filters import CandidateFilterSet, facets
from explorer.page_parts import address
from explorer.search.find import count
from explorer.search.query import Criterion, Kind, SearchQuery
from profiles.reference.region_map import HEIGHT, OUTLINES, WIDTH, Outline
from profiles.vocabularies import reference

KEY = "regio"
STEPS = 5


@dataclass(frozen=True)
class RegionView:
    """One region: its outline, its exact count and the search that asks for it; `step` is its shade, 0 for nobody."""

    number: int
    name: str
    count: int
    step: int
    url: str
    is_chosen: bool
    path: str
    label_x: int
    label_y: int


@dataclass(frozen=True)
class Step:
    """One shade of the legend and the counts that have it."""

    step: int
    first: int
    last: int


@dataclass(frozen=True)
class MapPage:
    """All regions by number; `elsewhere` are candidates whose card names none."""

    regions: tuple[RegionView, ...]
    legend: tuple[Step, ...]
    elsewhere: int
    everywhere_url: str
    is_chosen: bool
    width: int = WIDTH
    height: int = HEIGHT


def map_page(*, filters: CandidateFilterSet, path: str, at: dt.datetime) -> MapPage:
    """Counts a search per region, over everyone whom its other criteria do not exclude; shows nobody.

    Raises:
        NotReadyError: nothing is published yet.
    """
    query = filters.query
    by_region = tuple(facet for facet in facets() if facet.key == KEY)
    counted = count(asked=filters.asked, facets=by_region, at=at).facets[KEY]
    counts = {outline.number: counted.counts.get(str(outline.number), 0) for outline in _outlines()}
    chosen = query.get(KEY)
    return MapPage(
        regions=_regions(counts, query, path),
        legend=_legend(max(counts.values())),
        elsewhere=counted.unknown,
        everywhere_url=address(path, query.without(KEY)),
        is_chosen=chosen is not None,
    )


def step_of(count: int, most: int) -> int:
    """The shade of a count: nobody is 0, the most is `STEPS`, and the steps between are equally wide."""
    return math.ceil(STEPS * count / most) if most else 0


def _regions(counts: dict[int, int], query: SearchQuery, path: str) -> tuple[RegionView, ...]:
    most, asked = max(counts.values()), query.get(KEY)
    return tuple(
        RegionView(
            number=outline.number,
            name=reference().regions[outline.number],
            count=counts[outline.number],
            step=step_of(counts[outline.number], most),
            url=address(path, query.adding(Criterion(KEY, (str(outline.number),), Kind.REQUIREMENT))),
            is_chosen=asked is not None and str(outline.number) in asked.values,
            path=outline.path,
            label_x=outline.label[0],
            label_y=outline.label[1],
        )
        for outline in _outlines()
    )


def _outlines() -> list[Outline]:
    """Of the regions that this site is for."""
    return [outline for outline in OUTLINES if outline.number in reference().served_regions]


def _legend(most: int) -> tuple[Step, ...]:
    """Every shade that can occur, with its lowest and highest count."""
    bounds = [math.floor(most * step / STEPS) for step in range(STEPS + 1)]
    ranges = (Step(step, bounds[step - 1] + 1, bounds[step]) for step in range(1, STEPS + 1))
    return tuple(found for found in ranges if found.first <= found.last)
