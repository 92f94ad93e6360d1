"""Pages cover a selection exactly once, and the selections cover the whole."""

import json

from profiles.reference import rows
from sync.mocksonar.feed import ELSEWHERE, Selection
from sync.mocksonar.population import Population
from tests.sync.mocksonar.reading import TODAY, Item, walk

SMALL = Population(profiles=1, seed=3, today=TODAY.toordinal())


def ids(items: list[Item]) -> list[str]:
    return [item["klantId"] for item in items]


def test_the_pages_hold_every_record_once(items: list[Item], population: Population) -> None:
    assert len(set(ids(items))) == len(items) == Selection(population).total()


def test_the_size_of_the_pages_does_not_matter() -> None:
    whole = Selection(SMALL)
    assert walk(whole, 73) == walk(whole, 2000)


def test_regions_and_the_rest_add_up_to_the_whole(population: Population) -> None:
    parts = [Selection(population, region) for region in (*map(str, range(1, 36)), ELSEWHERE)]
    assert sum(part.total() for part in parts) == Selection(population).total()
    assert Selection(population, "22").total() == 0
    assert Selection(population, "22").page(0, 10).items == []


def test_a_region_holds_its_own_municipalities_and_the_rest_none(population: Population) -> None:
    lists = (*rows("gemeenten_2026"), *rows("gemeenten_2020"))
    region_of = {row["gemeente_code"]: row["regio_nummer"] for row in lists}
    for region in ("4", "5", ELSEWHERE):
        for item in walk(Selection(population, region)):
            code = f"GM{str(item.get('gemeenteCode')).removeprefix('GM').zfill(4)}"
            assert item.get("verwijderd") or region_of.get(code, ELSEWHERE) == region


def test_the_same_question_gives_the_same_answer() -> None:
    again = Population(profiles=1, seed=3, today=TODAY.toordinal())
    assert Selection(SMALL).page(0, 1000) == Selection(again).page(0, 1000)
    assert SMALL.snapshot == again.snapshot


def test_another_seed_gives_other_people_and_another_snapshot() -> None:
    other = Population(profiles=1, seed=4, today=TODAY.toordinal())
    assert not set(ids(Selection(SMALL).page(0, 1000).items)) & set(ids(Selection(other).page(0, 1000).items))
    assert other.snapshot != SMALL.snapshot


def test_items_survive_a_trip_through_json() -> None:
    items = Selection(SMALL).page(0, 1000).items
    assert json.loads(json.dumps(items)) == items


def test_changes_since_a_day_are_exactly_the_records_with_a_version_of_that_day_or_later(
    items: list[Item], population: Population
) -> None:
    since = TODAY.toordinal() - 30
    changes = Selection(population, since=since)
    expected = [item["klantId"] for item in items if item["versie"] and item["versie"] >= since]
    assert ids(walk(changes, 100)) == expected
    assert changes.total() == len(expected) > 100
