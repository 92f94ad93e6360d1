"""The default population as a reader of the feed gets it."""

import gc
from collections.abc import Callable
from datetime import date

import pytest

from sync.mocksonar.feed import Selection
from sync.mocksonar.population import Population
from tests.sync.mocksonar.reading import TODAY, Item, usable, walk


@pytest.fixture(scope="session")
def population() -> Population:
    """The default of the demo: Drenthe and its four neighbours."""
    return Population(profiles=16_000, seed=1, today=TODAY.toordinal())


@pytest.fixture(scope="session")
def items(population: Population) -> list[Item]:
    found = walk(Selection(population))
    gc.freeze()  # else the collector goes through these 40,000 nested items over and over
    return found


@pytest.fixture(scope="session")
def records(items: list[Item]) -> list[Item]:
    """The items that a careful reader can count."""
    return [item for item in items if usable(item)]


@pytest.fixture(scope="session")
def profiles(items: list[Item]) -> list[Item]:
    return [item["klantprofiel"] for item in items if isinstance(item.get("klantprofiel"), dict)]


@pytest.fixture(scope="session")
def drenthe() -> Callable[[int, date], list[Item]]:
    """The usable records of Drenthe by seed and day."""

    def found(seed: int, today: date) -> list[Item]:
        return list(filter(usable, walk(Selection(Population(profiles=1, seed=seed, today=today.toordinal()), "4"))))

    return found
