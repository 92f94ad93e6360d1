"""Which regions are neighbours: the committed list against the polygons and against what everyone knows."""

from itertools import combinations

import pytest
from shapely.geometry import shape

from profiles.reference import features, rows

BORDERS = {(int(row["regio_nummer"]), int(row["buur_nummer"])) for row in rows("regio_grenzen")}
NUMBERS = {row["regio_2026"]: int(row["regio_nummer"]) for row in rows("arbeidsmarktregios")}


def neighbours(name: str) -> set[str]:
    number = NUMBERS[name]
    touching = {here + there - number for here, there in BORDERS if number in (here, there)}
    return {other for other, found in NUMBERS.items() if found in touching}


def test_the_list_is_what_the_polygons_say() -> None:
    edges = {f["properties"]["regio_nummer"]: shape(f["geometry"]).boundary for f in features("regions")}
    pairs = combinations(sorted(edges), 2)
    assert {(here, there) for here, there in pairs if edges[here].intersection(edges[there]).length > 0} == BORDERS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Drenthe", {"Groningen", "Friesland", "Regio Zwolle"}),
        ("Groningen", {"Drenthe", "Friesland"}),
        ("Zeeland", {"West-Brabant", "Rijnmond"}),
        ("Zuid-Limburg", {"Midden-Limburg"}),
        ("Achterhoek", {"Twente", "Veluwe Stedendriehoek", "Midden-Gelderland"}),
    ],
)
def test_known_regions_have_the_neighbours_that_everyone_knows(name: str, expected: set[str]) -> None:
    assert neighbours(name) == expected


def test_regions_joined_by_a_dam_or_bridge_are_neighbours() -> None:
    assert "Noord-Holland Noord" in neighbours("Friesland")
    assert {"Noord-Holland Noord", "Gooi en Vechtstreek"} <= neighbours("Flevoland")


def test_regions_with_only_water_between_them_are_not() -> None:
    assert "Zaanstreek/Waterland" not in neighbours("Flevoland")
    assert "Veluwe Stedendriehoek" not in neighbours("Gooi en Vechtstreek")


def test_each_border_is_listed_once_and_every_region_has_a_neighbour() -> None:
    assert len(BORDERS) == len(rows("regio_grenzen"))
    assert all(here < there for here, there in BORDERS)
    assert {number for border in BORDERS for number in border} == set(range(1, 36))
