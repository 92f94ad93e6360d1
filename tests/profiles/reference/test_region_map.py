"""The drawing of the 35 regions: the committed outlines against the rule that makes them from the polygons."""

import math
import re
from itertools import pairwise

import shapely
from shapely.affinity import affine_transform
from shapely.geometry import Polygon, shape

from profiles.reference import features, rows
from profiles.reference.region_map import HEIGHT, OUTLINES, WIDTH

NARROWER = math.cos(math.radians(52.2))
COARSENESS = 3
STEP = re.compile(r"M(\d+) (\d+)|l(-?\d+) (-?\d+)")


def drawn() -> dict[int, Polygon]:
    """The polygons on a sheet of 1000 wide, north up; a degree of longitude is as wide as it is at 52.2° north.

    All are simplified together, so that neighbours keep sharing one line; parts that vanish are left out.
    """
    numbers = [feature["properties"]["regio_nummer"] for feature in features("regions")]
    degrees = [shape(feature["geometry"]) for feature in features("regions")]
    west, _, east, north = shapely.union_all(degrees).bounds
    scale = WIDTH / ((east - west) * NARROWER)
    to_sheet = [scale * NARROWER, 0, 0, -scale, -west * scale * NARROWER, north * scale]
    simple = shapely.coverage_simplify([affine_transform(outline, to_sheet) for outline in degrees], COARSENESS)
    return dict(zip(numbers, simple, strict=True))


def path(outline: Polygon) -> str:
    """The outline as an SVG path in whole units: where a ring begins, then step by step."""
    rings = [ring for part in shapely.get_parts(outline) for ring in (part.exterior, *part.interiors)]
    return "".join(_ring([(round(x), round(y)) for x, y in ring.coords]) for ring in rings)


def _ring(points: list[tuple[int, int]]) -> str:
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points[:-1])]
    moves = "".join(f"l{x} {y}" for x, y in steps if (x, y) != (0, 0))
    return f"M{points[0][0]} {points[0][1]}{moves}z" if len(moves) > 0 else ""


def label(outline: Polygon) -> tuple[int, int]:
    """Where a number has most room: the centre of the largest circle within."""
    centre = shapely.maximum_inscribed_circle(outline, tolerance=1).coords[0]
    return round(centre[0]), round(centre[1])


def test_the_list_is_what_the_polygons_give() -> None:
    assert {outline.number: (outline.path, outline.label) for outline in OUTLINES} == {
        number: (path(polygon), label(polygon)) for number, polygon in drawn().items()
    }


def test_every_region_is_drawn_once_and_on_the_sheet() -> None:
    assert [outline.number for outline in OUTLINES] == list(range(1, 36))
    assert len(rows("regio_kaart")) == len(OUTLINES)
    for outline in OUTLINES:
        assert 0 < outline.label[0] < WIDTH
        assert 0 < outline.label[1] < HEIGHT


def test_a_path_holds_nothing_but_whole_steps() -> None:
    assert [outline.number for outline in OUTLINES if STEP.sub("", outline.path).replace("z", "")] == []
