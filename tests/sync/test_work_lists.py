"""What to fill in first: counts of empty fields per municipality and party, never a person."""

import datetime as dt

import pytest

from profiles.models import EmptyFieldCount
from profiles.models.work_list import FIELDS
from profiles.terms import Terms
from sync.models import CensusRow
from sync.work_lists import count_empty_fields
from tests.factories import NOW, staged

pytestmark = pytest.mark.django_db


def record(municipality: str = "GM0114", party: str = "UWV", **values: object) -> None:
    row = staged(**values)
    CensusRow.objects.filter(record_key=row.record_key).update(municipality=municipality, party=party)


def lacking(field: str) -> dict[tuple[str, str], tuple[int, int]]:
    """By municipality and party: how many records lack the field, of how many."""
    rows = EmptyFieldCount.objects.filter(field=field)
    return {(row.municipality, row.party): (row.empty, row.people) for row in rows}


def test_empty_fields_are_counted_per_municipality_and_party() -> None:
    record(hours="24")
    record(hours="")
    record(hours="", party="GEM")
    record("GM1680", hours="")

    count_empty_fields(at=NOW)

    assert lacking("hours") == {("GM0114", "UWV"): (1, 2), ("GM0114", "GEM"): (1, 1), ("GM1680", "UWV"): (1, 1)}


def test_lists_count_as_empty_when_nothing_is_in_them() -> None:
    record(task_types=Terms(("TS06",)))
    record()

    count_empty_fields(at=NOW)

    assert lacking("task_types") == {("GM0114", "UWV"): (1, 2)}


def test_every_field_that_someone_fills_in_is_counted() -> None:
    record()

    count_empty_fields(at=NOW)

    assert set(EmptyFieldCount.objects.values_list("field", flat=True)) == set(FIELDS)


def test_an_old_code_counts_for_the_municipality_of_today_and_an_unusable_one_for_none() -> None:
    record("GM0003", hours="")
    record("", hours="")

    count_empty_fields(at=NOW)

    assert lacking("hours") == {("GM1979", "UWV"): (1, 1), ("", "UWV"): (1, 1)}


def test_a_later_count_takes_the_place_of_the_earlier() -> None:
    record(hours="")
    count_empty_fields(at=NOW)
    record(hours="")

    count_empty_fields(at=NOW + dt.timedelta(days=1))

    assert lacking("hours") == {("GM0114", "UWV"): (2, 2)}
    assert set(EmptyFieldCount.objects.values_list("counted_at", flat=True)) == {NOW + dt.timedelta(days=1)}
