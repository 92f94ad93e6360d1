"""Drenthe at 31 December 2020 is the table that UWV published, whatever the seed and the day of asking."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import sync.mocksonar
from tests.sync.mocksonar.reading import TODAY, Item, Table, counted, table

GOLDEN_DAY = "2020-12-31"
Drenthe = Callable[[int, date], list[Item]]


def published() -> Table:
    path = Path(sync.mocksonar.__path__[0]) / "data" / "transparency_golden.csv"
    columns = {
        "gemeenteklanten_met_profiel": ("GEM", True),
        "gemeenteklanten_zonder_profiel": ("GEM", False),
        "uwv_met_profiel": ("UWV", True),
        "uwv_zonder_profiel": ("UWV", False),
    }
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["gemeente_code"]]
    return Counter(
        {(row["gemeente_code"], *key): int(row[column]) for row in rows for column, key in columns.items()}
    )


def test_the_whole_feed_counts_to_the_published_table(records: list[Item]) -> None:
    found = table(records, GOLDEN_DAY)
    assert {key: found[key] for key in published()} == published()
    assert sum(published().values()) == 3470


@pytest.mark.parametrize(
    ("seed", "today"), [(1, date(2020, 12, 31)), (2, date(2022, 5, 1)), (7, TODAY), (1, date(2040, 1, 1))]
)
def test_the_table_is_the_same_for_every_seed_and_day(drenthe: Drenthe, seed: int, today: date) -> None:
    assert table(drenthe(seed, today), GOLDEN_DAY) == published()


def test_nobody_in_the_table_moves_or_changes_party_later(drenthe: Drenthe) -> None:
    golden = counted(drenthe(1, date(2040, 1, 1)), GOLDEN_DAY)
    assert all(item["gemeenteSinds"] <= GOLDEN_DAY and item["klantsoortSinds"] <= GOLDEN_DAY for item in golden)


def test_other_quarters_differ_from_the_table(drenthe: Drenthe) -> None:
    quarters = ("2020-09-30", GOLDEN_DAY, "2021-03-31", "2025-12-31")
    records = drenthe(1, TODAY)
    totals = [len(counted(records, day)) for day in quarters]
    assert totals == sorted(set(totals))
