"""Distances, and who can reach a workplace."""

import math

import pytest

from explorer.search.matching import PairTest
from explorer.search.places import EARTH_RADIUS_KM, Area, Band, Spot, distance_km, travel_test

AMSTERDAM, MAASTRICHT, GRONINGEN = Spot(52.3731, 4.8922), Spot(50.8514, 5.6910), Spot(53.2194, 6.5665)


@pytest.mark.parametrize("other", [MAASTRICHT, GRONINGEN])
def test_the_distance_is_that_of_another_formula_of_the_sphere(other: Spot) -> None:
    one, two = math.radians(AMSTERDAM.latitude), math.radians(other.latitude)
    between = math.radians(other.longitude - AMSTERDAM.longitude)
    angle = math.acos(math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(between))

    assert distance_km(AMSTERDAM, other) == pytest.approx(EARTH_RADIUS_KM * angle)
    assert distance_km(other, AMSTERDAM) == pytest.approx(EARTH_RADIUS_KM * angle)


def test_amsterdam_and_maastricht_are_some_178_km_apart() -> None:
    assert distance_km(AMSTERDAM, MAASTRICHT) == pytest.approx(178, abs=1)
    assert distance_km(AMSTERDAM, AMSTERDAM) == 0


HERE, NEAR, FAR = Spot(52.0, 5.0), Spot(52.0, 5.1), Spot(53.0, 5.0)
"""The second lies 6.8 km from the first, the third 111."""
AREAS = {
    "01-1": Area(frozenset({1}), (HERE,)),
    "01-2": Area(frozenset({1}), (HERE, NEAR)),
    "02-1": Area(frozenset({2}), (NEAR,)),
    "03-1": Area(frozenset({3}), (FAR,)),
    "R3": Area(frozenset({3}), (FAR, NEAR)),
}
BANDS = {"T0": Band(0, 5), "T5": Band(5, 10), "T10": Band(10, 50)}
NEIGHBOURS = {1: frozenset({2}), 2: frozenset({1})}


def reached(*workplaces: tuple[Spot, int]) -> PairTest:
    return travel_test(workplaces, AREAS, BANDS, NEIGHBOURS)


def test_who_lives_at_most_as_far_as_they_surely_travel_can_come_and_who_may_be_near_enough_perhaps() -> None:
    found = reached((HERE, 1))

    assert found.fields == ("place", "travel")
    assert found.met == {("01-1", "T0"), ("01-1", "T5"), ("01-1", "T10"), ("01-2", "T10"), ("02-1", "T10")}
    known = {(place, band) for place, band in found.unknown if band}
    assert known == {("01-2", "T0"), ("01-2", "T5"), ("02-1", "T5"), ("R3", "T5"), ("R3", "T10")}


def test_who_does_not_say_how_far_they_travel_may_come_from_the_region_and_those_beside_it() -> None:
    assert {place for place, band in reached((HERE, 1)).unknown if band == ""} == {"01-1", "01-2", "02-1"}
    assert {place for place, band in reached((FAR, 3)).unknown if band == ""} == {"03-1", "R3"}, "it has no neighbour"


def test_who_lives_just_as_far_as_they_travel_may_come() -> None:
    just = {"T7": Band(0, distance_km(HERE, NEAR))}

    assert ("02-1", "T7") in travel_test([(HERE, 1)], AREAS, just, NEIGHBOURS).unknown


def test_one_of_several_workplaces_is_enough() -> None:
    both = reached((HERE, 1), (FAR, 3))

    assert both.met == reached((HERE, 1)).met | reached((FAR, 3)).met
    assert ("03-1", "T0") in both.met
    assert not both.met & both.unknown
