"""The register follows from the clients and is never smaller than what is known."""

import math
from collections import Counter
from datetime import date

import pytest

from profiles.reference import rows
from sync.mocksonar.population import Population
from sync.mocksonar.register import register
from tests.sync.mocksonar.reading import TODAY, Item, counted

REGION_OF = {
    row["gemeente_code"]: int(row["regio_nummer"]) for row in (*rows("gemeenten_2026"), *rows("gemeenten_2020"))
}


def counts(population: Population, day: str) -> dict[int, int]:
    return dict(register(population, date.fromisoformat(day).toordinal()))


def known(records: list[Item], day: str) -> Counter[int]:
    codes = (f"GM{str(item['gemeenteCode']).removeprefix('GM').zfill(4)}" for item in counted(records, day))
    return Counter(REGION_OF[code] for code in codes if code in REGION_OF)


def test_drenthe_has_the_published_register(population: Population) -> None:
    assert counts(population, "2020-12-31")[4] == 4664


@pytest.mark.parametrize("day", ["2019-03-31", "2020-06-30", "2020-12-31", "2022-03-31", "2024-12-31", "2026-09-30"])
def test_the_register_is_the_number_of_clients_over_0_744_rounded_up(
    records: list[Item], population: Population, day: str
) -> None:
    expected = {region: math.ceil(number * 1000 / 744) for region, number in known(records, day).items()}
    assert counts(population, day) == expected


def test_a_region_that_is_not_served_is_unknown(population: Population) -> None:
    assert set(counts(population, "2020-12-31")) == {1, 2, 4, 5, 9}


def test_a_day_to_come_is_unknown(population: Population) -> None:
    assert register(population, TODAY.toordinal() + 1) == ()
