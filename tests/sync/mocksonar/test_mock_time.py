"""A later day shows more of the same histories, so that a reader finds natural changes."""

from datetime import date
from functools import cache

import pytest

from sync.mocksonar.feed import Selection
from sync.mocksonar.population import DayOutOfRangeError, Population
from tests.sync.mocksonar.reading import TODAY, Item, walk

LATER = date(2027, 6, 30)


@cache
def on(day: date) -> dict[str, Item]:
    population = Population(profiles=1, seed=1, today=day.toordinal())
    return {item["klantId"]: item for item in walk(Selection(population))}


def test_what_differs_on_a_later_day_has_a_higher_version() -> None:
    before, after = on(TODAY), on(LATER)
    changed = [key for key in before if before[key] != after[key]]
    assert len(changed) > 50
    assert all(after[key]["versie"] > max(before[key]["versie"], TODAY.toordinal()) for key in changed)


def test_changes_are_of_every_natural_kind() -> None:
    before, after = on(TODAY), on(LATER)
    assert before.keys() < after.keys()
    both = [(before[key], after[key]) for key in before if not after[key].get("verwijderd")]
    for field in ("gemeenteCode", "uitschrijfdatum", "profieldatum", "profieleinddatum", "klantprofiel"):
        assert any(old[field] != new[field] for old, new in both), field
    assert any(after[key].get("verwijderd") and not before[key].get("verwijderd") for key in before)


def test_nobody_is_registered_in_the_future() -> None:
    dates = ("gemeenteSinds", "klantsoortSinds", "uitschrijfdatum", "profieldatum", "profieleinddatum")
    items = [item for item in on(TODAY).values() if item.get("persoon")]
    assert all((item[field] or "") <= TODAY.isoformat() for item in items for field in dates)


def test_the_municipality_code_is_the_one_of_the_day_of_arrival(items: list[Item]) -> None:
    codes = ("GM0003", "GM0010", "GM0024", "GM1979")  # three municipalities that became Eemsdelta in 2021
    arrivals = [(item["gemeenteSinds"], item["gemeenteCode"]) for item in items if item.get("gemeenteCode") in codes]
    assert {code for _, code in arrivals} == set(codes)
    assert all((code == "GM1979") == (since >= "2021-01-01") for since, code in arrivals)


@pytest.mark.parametrize("day", [date(2020, 12, 30), date(2051, 1, 1)])
def test_a_day_without_a_population_is_refused(day: date) -> None:
    with pytest.raises(DayOutOfRangeError, match=str(day)):
        Population(profiles=1, seed=1, today=day.toordinal())
