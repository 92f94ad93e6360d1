"""Distances, and who can reach a workplace."""

import math

import pytest

from explorer.search.places import EARTH_RADIUS_KM, Spot, distance_km

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
