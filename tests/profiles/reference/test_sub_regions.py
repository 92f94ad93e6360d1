"""Today's sub-regions: composed from those of 2020 by the rules of SOURCES.md."""

from collections import defaultdict
from math import cos, radians

import pytest

from profiles.reference import rows
from profiles.reference.municipalities import Period, periods

LARGE_ENOUGH = 100_000  # inhabitants
TODAY = {period.code: period for period in periods() if period.valid_to is None}
IN_2020 = {row["gemeente_code"]: row["deelgebied_code"] for row in rows("deelgebieden_2020")}
INHABITANTS_2020 = {row["gemeente_code"]: int(row["inwoners"]) for row in rows("gemeenten_2020")}
NAMES = {row["deelgebied_code"]: row["deelgebied"] for row in rows("deelgebieden_2026")}
MOVED = {row["gemeente_code"] for row in rows("regioverhuizingen")}
REDRAWN = {"GM0232": "11-2", "GM0246": "11-2", "GM0755": "27-4"}  # Epe, Heerde; Boekel


def members() -> dict[str, list[Period]]:
    found: dict[str, list[Period]] = defaultdict(list)
    for period in TODAY.values():
        found[str(period.sub_region)].append(period)
    return found


def centre(periods: list[Period]) -> tuple[float, float]:
    """Mean latitude and longitude weighted by inhabitants, in degrees."""
    total = sum(p.inhabitants for p in periods)
    latitude = sum(p.latitude * p.inhabitants for p in periods) / total
    return latitude, sum(p.longitude * p.inhabitants for p in periods) / total


def distance(here: list[Period], there: list[Period]) -> float:
    """Kilometres between two centres, good to a percent within the Netherlands."""
    (latitude, longitude), (to_latitude, to_longitude) = centre(here), centre(there)
    return 111.2 * abs(complex(to_latitude - latitude, (to_longitude - longitude) * cos(radians(latitude))))


def nearest(here: list[Period], groups: dict[str, list[Period]]) -> str:
    return min(groups, key=lambda code: distance(here, groups[code]))


def test_every_municipality_of_today_is_in_one_sub_region_of_its_own_region() -> None:
    placed = [(row["gemeente_code"], int(row["regio_nummer"])) for row in rows("deelgebieden_2026")]
    assert sorted(placed) == sorted((period.code, period.region) for period in TODAY.values())
    assert all(row["deelgebied_code"][:2] == row["regio_nummer"].zfill(2) for row in rows("deelgebieden_2026"))


def test_a_sub_region_is_large_enough_to_hide_in() -> None:
    inhabitants = {code: sum(period.inhabitants for period in group) for code, group in members().items()}
    assert min(inhabitants.values()) == inhabitants["27-4"] == 101_153
    assert min(inhabitants.values()) >= LARGE_ENOUGH


def test_a_sub_region_is_named_after_its_largest_municipality() -> None:
    for code, group in members().items():
        largest = max(group, key=lambda period: period.inhabitants).name
        assert NAMES[code] == (largest if len(group) == 1 else f"{largest} en omgeving")


def test_names_are_unique() -> None:
    assert len(NAMES) == len(set(NAMES.values())) == 87


def test_who_did_not_change_keeps_the_sub_region_of_2020() -> None:
    kept = set(TODAY) & set(IN_2020) - MOVED - set(REDRAWN)
    assert {code: TODAY[code].sub_region for code in kept} == {code: IN_2020[code] for code in kept}


def test_a_new_municipality_is_where_its_most_populous_part_was() -> None:
    parts = defaultdict(list)
    for row in rows("herindelingen_2020_2026"):
        parts[row["nieuwe_code"]].append(row["oude_code"])
    for code in set(TODAY) - set(IN_2020):
        largest = max(parts[code], key=lambda old: INHABITANTS_2020[old])
        assert TODAY[code].sub_region == IN_2020[largest]


@pytest.mark.parametrize("code", sorted(MOVED))
def test_who_moved_joins_the_nearest_sub_region_of_its_new_region(code: str) -> None:
    settled = {
        name: [p for p in group if p.code not in MOVED] for name, group in members().items() if name[:2] == "05"
    }
    assert TODAY[code].sub_region == nearest([TODAY[code]], settled)


def test_what_was_left_of_epe_joined_the_nearest_sub_region() -> None:
    left = [TODAY[code] for code, old in IN_2020.items() if old == "11-4" and code not in MOVED]
    others = {code: [p for p in group if p not in left] for code, group in members().items() if code[:2] == "11"}
    assert sum(period.inhabitants for period in left) < LARGE_ENOUGH
    assert {period.sub_region for period in left} == {nearest(left, others)}


def test_land_van_cuijk_took_the_nearest_municipality_that_its_own_sub_region_could_spare() -> None:
    cuijk, boekel = TODAY["GM1982"], TODAY["GM0755"]
    others = {p.code: [p] for p in TODAY.values() if p.region == 27 and p != cuijk}
    assert cuijk.inhabitants < LARGE_ENOUGH
    assert nearest([cuijk], others) == boekel.code
    assert members()["27-4"] == [boekel, cuijk]


@pytest.mark.parametrize(("code", "sub_region"), sorted(REDRAWN.items()))
def test_only_three_municipalities_were_redrawn(code: str, sub_region: str) -> None:
    assert TODAY[code].sub_region == sub_region != IN_2020[code]
