"""The index: the same counts whichever way it counts, whole pages, and a snapshot that is never believed blindly."""

import datetime as dt
import gc
import random
import subprocess
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from pyroaring import BitMap
from pytest_django.fixtures import Settings

from explorer.filters import facets, searched
from explorer.search.engine import PAGE_SIZE, Asked, Question
from explorer.search.engines import HANDOVER, built_engine_for, engine_for
from explorer.search.find import count, find
from explorer.search.index import snapshot
from explorer.search.index.build import read_columns
from explorer.search.index.cells import OPENNESS, cells, open_parts
from explorer.search.index.columns import OPEN, Columns
from explorer.search.index.counting import Counter
from explorer.search.index.engine import IndexEngine
from explorer.search.index.known import KnownCounts
from explorer.search.index.packing import FieldLists, packed
from explorer.search.index.ranking import Rotation
from explorer.search.index.sets import SetReader
from explorer.search.index.snapshot import Origin, UnusableSnapshotError, load, save
from explorer.search.index.store import IndexStore, snapshot_path
from explorer.search.index.tallies import FieldTable
from explorer.search.matching import LabelTest, PairTest, TermTest, Test
from explorer.search.orm import OrmEngine, met, met_or_unknown, ranked
from explorer.search.query import Criterion, Kind, SearchQuery
from profiles.models import Card, Live, Mask
from profiles.terms import Terms
from tests.factories import NOW, make_generation

DAY = dt.date(2026, 11, 23)
ORIGIN = Origin(1, "2026-11-23T12:00:00+00:00")


def invented(number: int, seed: int = 1) -> Columns:
    """Columns of many cards with a few common and many rare terms."""
    drawn = random.Random(seed)
    sectors = [f"S{min(int(drawn.expovariate(0.05)), 300)}" for _ in range(number)]
    lists = [[sector, OPEN] if row % 7 == 0 else [sector] for row, sector in enumerate(sectors)]
    lists[number // 2] = [f"S{place}" for place in range(60)]  # one card far longer than all others
    labels = {
        "hours": [[drawn.choice(["", "U20", "U28"])] for _ in range(number)],
        "place": [[drawn.choice(["04-1", "04-2", "R4"])] for _ in range(number)],
        "dutch": [[drawn.choice(["", "3", "4"])] for _ in range(number)],
        "travel": [[drawn.choice(["", "T25"])] for _ in range(number)],
    }
    everything = {**labels, "sectors": lists}
    return packed({name: FieldLists(found, np.arange(number)) for name, found in everything.items()})


def hours_test(*labels: str) -> LabelTest:
    return LabelTest("hours", frozenset(labels), frozenset())


def sector_test(*codes: str) -> TermTest:
    return TermTest("sectors", frozenset(codes), frozenset(), wanted=True)


def brute_counts(found: Columns, members: Iterable[int]) -> list[int]:
    """How many of these rows have each value, row by row and value by value."""
    return [sum(row in found.cards_with(number) for row in members) for number in range(len(found.values))]


@pytest.mark.parametrize("share", [0, 0.001, 0.02, 0.2, 0.5, 0.7, 0.999, 1])
def test_counts_are_exact_for_sets_of_every_size(share: float) -> None:
    found = invented(4000)
    members = sorted(random.Random(2).sample(range(4000), int(4000 * share)))

    counts = Counter(found, SetReader(found)).counts(BitMap(members), slice(0, len(found.values)))

    assert counts.tolist() == brute_counts(found, members)


def test_a_part_of_the_table_is_counted_like_the_whole() -> None:
    found, members = invented(4000), BitMap(range(0, 4000, 3))
    counter = Counter(found, SetReader(found))
    whole = counter.counts(members, counter.all_values)

    for first, last in [(0, 3), (2, 40), (40, len(found.values))]:
        assert counter.counts(members, slice(first, last)).tolist() == whole[first:last].tolist()


def test_an_index_keeps_what_every_card_shows() -> None:
    found = invented(500)
    card = 250
    row = found.numbers.tolist().index(card)

    shown = {found.values[number] for number in range(len(found.values)) if row in found.cards_with(number)}

    assert {code for field, code in shown if field == "sectors"} == {f"S{place}" for place in range(60)}


def test_cards_of_one_place_and_travel_band_lie_together() -> None:
    found = invented(500)
    both = found.cards_with(found.id_of["place", "04-2"]) & found.cards_with(found.id_of["travel", "T25"])

    assert both[-1] - both[0] + 1 == len(both)


def test_labels_whose_cards_lie_apart_are_no_pair_to_ask_for() -> None:
    apart = PairTest(("hours", "dutch"), frozenset({("U28", "3")}), frozenset())

    reader = SetReader(invented(500))

    with pytest.raises(ValueError, match="do not lie together"):
        reader.of(apart)


def test_the_terms_of_a_list_are_those_that_someone_has() -> None:
    table = FieldTable(("S1", "S2", "S3", OPEN))
    found = table.counted(np.array([4, 0, 2, 1], np.int32)).counts

    assert (dict(found), len(found)) == ({"S1": 4, "S3": 2}, 2)


def test_a_page_of_a_large_set_is_the_same_as_if_all_of_it_were_sorted() -> None:
    turns = np.array(random.Random(1).sample(range(10**6), 5_000))
    levels = [BitMap(range(0, 5_000, 2)), BitMap(range(1, 5_000, 500))]
    expected = [row for level in levels for row in sorted(level, key=turns.__getitem__)]

    taken = Rotation(turns).taken(levels, 2_490, 15)

    assert taken == expected[2_490:2_505]


def test_cells_know_how_many_have_each_value() -> None:
    found = invented(500)
    still_open, hours = (found.cards_with(found.id_of[value]) for value in [("sectors", OPEN), ("hours", "U28")])

    counts = cells(found).counts(OPENNESS, open_parts(["sectors"]), "hours", [found.codes["hours"].index("U28")])

    assert counts.tolist() == brute_counts(found, still_open & hours)
    turned = cells(found).counts("hours", [found.codes["hours"].index("U28")], OPENNESS, open_parts(["sectors"]))
    assert turned.tolist() == counts.tolist(), "whichever axis is named first"


@pytest.mark.parametrize(
    "tests",
    [
        (hours_test("U28"),),
        (sector_test("S3"),),
        (hours_test("U28", ""), sector_test("S3", "S40")),
        (hours_test("U28"), hours_test("", "U28")),
        (LabelTest("dutch", frozenset({"3"}), frozenset({""})), hours_test("U20"), sector_test("S1")),
        (PairTest(("place", "travel"), frozenset({("04-1", "T25")}), frozenset({("R4", "")})), sector_test("S2")),
    ],
    ids=["label", "term", "both", "twice the same label", "three", "workplace"],
)
def test_counts_from_known_cells_equal_counts_from_scratch(
    tests: tuple[Test, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.search.index.known.CELLS", -1_000_000)  # always take the known cells
    found = invented(2000)
    sets = SetReader(found)
    known = KnownCounts(found, sets, Counter(found, sets))

    counts = known.of_all(tests)

    left = [row for row in range(2000) if all(row in sets.of(test).possible for test in tests)]
    assert counts.tolist() == brute_counts(found, left)


@pytest.mark.django_db
def test_numbers_with_gaps_are_refused() -> None:
    generation = many_cards(5)
    Card.objects.filter(generation=generation, number=2).delete()

    with pytest.raises(ValueError, match="have gaps"):
        read_columns(generation)


@pytest.mark.django_db
def test_pages_show_everyone_once() -> None:
    generation = many_cards(130)
    engine = IndexEngine(read_columns(generation))
    asked = asked_of("sector=C&taaksoort=TS07&pluspunt=taaksoort")

    pages = [engine.answer(Question(generation, asked, (), page, DAY)).numbers for page in range(1, 9)]

    shown = [number for page in pages for number in page]
    assert len(shown) == len(set(shown)) == engine.answer(Question(generation, asked, (), 1, DAY)).found
    assert all(len(page) == PAGE_SIZE for page in pages[: len(shown) // PAGE_SIZE])


@pytest.mark.django_db
@pytest.mark.parametrize("page", [1, 2, 5])
def test_every_page_equals_the_databases(page: int) -> None:
    generation = many_cards(130)
    question = Question(generation, asked_of("sector=C&urenPerWeekMinimaal=20"), facets(), page, DAY)

    assert IndexEngine(read_columns(generation)).answer(question) == OrmEngine().answer(question)


@pytest.mark.django_db
def test_the_order_changes_with_the_day() -> None:
    generation = many_cards(60)
    engine = IndexEngine(read_columns(generation))

    today = engine.answer(Question(generation, (), (), 1, DAY)).numbers
    tomorrow = engine.answer(Question(generation, (), (), 1, DAY + dt.timedelta(days=1))).numbers

    assert today != tomorrow


@pytest.mark.django_db
def test_a_masked_card_is_gone_at_once_without_a_new_index() -> None:
    generation = many_cards(40)
    engine = IndexEngine(read_columns(generation))
    Mask.objects.create(generation_id=generation, number=3)
    question = Question(generation, asked_of("sector=C"), facets(), 1, DAY, masked=frozenset({3}))

    answer = engine.answer(question)

    assert answer == OrmEngine().answer(question)
    assert answer.total == 39


def test_a_snapshot_brings_the_same_columns_back(tmp_path: Path) -> None:
    found = invented(500)
    save(tmp_path / "one.index", found, ORIGIN)

    again = load(tmp_path / "one.index", ORIGIN)

    kept, stored = snapshot.arrays_of(found), snapshot.arrays_of(again)
    assert again.values == found.values
    assert kept.keys() == stored.keys()
    assert all((kept[name] == stored[name]).all() and kept[name].dtype == stored[name].dtype for name in kept)


@pytest.mark.parametrize("place", [0, 40, 3000, -1])
def test_a_damaged_snapshot_is_not_used(tmp_path: Path, place: int) -> None:
    path = tmp_path / "one.index"
    save(path, invented(500), ORIGIN)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)

    with pytest.raises(UnusableSnapshotError):
        load(path, ORIGIN)


def test_a_snapshot_of_another_database_is_not_used(tmp_path: Path) -> None:
    save(tmp_path / "one.index", invented(50), ORIGIN)

    with pytest.raises(UnusableSnapshotError, match="other data"):
        load(tmp_path / "one.index", Origin(1, "2025-01-01T00:00:00+00:00"))


@pytest.mark.django_db
def test_a_damaged_snapshot_is_replaced_by_a_new_index(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    generation = many_cards(20)
    path = snapshot_path(generation)
    path.parent.mkdir()
    path.write_bytes(b"nonsense")

    assert IndexStore().build(generation).size == 20
    assert load(path, Origin(generation, NOW.isoformat())).size == 20


@pytest.mark.django_db
def test_a_new_index_takes_the_snapshots_of_older_generations_away(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    old, new = many_cards(5), many_cards(5)

    IndexStore().build(old)
    IndexStore().build(new)

    assert [path.name for path in (tmp_path / "index").iterdir()] == [snapshot_path(new).name]


@pytest.mark.django_db
def test_another_process_writes_the_index_after_a_release_and_this_one_only_loads_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    generation, commands = many_cards(20), []

    def at_once(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append([*command[:3], *command[4:]])
        call_command(*command[5:])  # another process would not see the cards of this test
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("explorer.search.index.store.subprocess.run", at_once)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction is in it
    store = IndexStore()
    for _ in range(2):
        store._build_aside(generation)

    assert commands == [["nice", "-n", "10", "manage.py", "build_index", str(generation)]], "and gives way to pages"
    assert load(snapshot_path(generation), Origin(generation, NOW.isoformat())).size == 20
    assert store.holds(generation)


@pytest.mark.django_db
def test_if_that_process_fails_the_index_is_built_here_and_the_log_says_so(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DATA_DIR = settings.BASE_DIR = tmp_path  # where there is no manage.py
    generation, store = many_cards(20), IndexStore()
    monkeypatch.setattr(connection, "close", lambda: None)

    store._build_aside(generation)

    assert store.holds(generation)
    assert f"Writing the index of generation {generation} ended with 2" in caplog.text


@pytest.mark.django_db
def test_an_index_goes_as_soon_as_nobody_asks_it_any_more() -> None:
    gc.disable()  # which would find it in the end
    try:
        engine = IndexEngine(invented(500))
        asked = Asked(Criterion("sector", ("S3",), Kind.REQUIREMENT), sector_test("S3"))
        engine.answer(Question(1, (asked,), facets(), 1, DAY))
        left = weakref.ref(engine._columns)
        del engine
        assert left() is None
    finally:
        gc.enable()


def test_one_index_is_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    store, begun = IndexStore(), list[int]()
    end = store._build_aside
    monkeypatch.setattr("explorer.search.index.store.threading.Thread", AtOnce)
    monkeypatch.setattr("explorer.search.index.store._have_it_written", lambda _generation: None)
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(store, "_build_aside", begun.append)
    monkeypatch.setattr(store, "build", lambda _generation: None)

    for generation in (1, 2, 2):
        store.get(generation)
    assert begun == [1]

    end(1)
    for generation in (2, 2):
        store.get(generation)
    assert begun == [1, 2]


@pytest.mark.django_db
def test_who_still_keeps_to_the_generation_before_does_not_have_its_index_made_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    before, live = many_cards(5), many_cards(7)
    store, begun = IndexStore(), list[int]()
    monkeypatch.setattr("explorer.search.index.store.threading.Thread", AtOnce)
    monkeypatch.setattr(store, "_build_aside", begun.append)
    store.build(before)
    store.build(live)

    assert store.get(before) is None
    assert store.holds(live)
    assert not begun


@pytest.mark.django_db
def test_an_index_that_cannot_be_built_is_logged_and_tried_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DATA_DIR = tmp_path
    store, generation = IndexStore(), many_cards(5)
    monkeypatch.setattr("explorer.search.index.store.threading.Thread", AtOnce)
    monkeypatch.setattr("explorer.search.index.store._have_it_written", lambda _generation: None)
    monkeypatch.setattr(connection, "close", lambda: None)

    with monkeypatch.context() as broken:
        broken.setattr("explorer.search.index.store.read_columns", lambda _generation: 1 / 0)
        assert store.get(generation) is None
    assert f"The index of generation {generation} could not be built" in caplog.text

    store.get(generation)
    assert store.holds(generation)


@pytest.mark.django_db
def test_who_asks_hundreds_of_questions_waits_for_the_index_and_builds_one_for_this_once_if_there_comes_none(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    generation, ready = many_cards(5), IndexStore()
    monkeypatch.setattr("explorer.search.engines.PAUSE", 0)
    monkeypatch.setattr("explorer.search.engines.STORE", NeverReady())

    assert built_engine_for(generation).answer(Question(generation, (), (), 1, DAY)).total == 5

    monkeypatch.setattr("explorer.search.engines.STORE", ready)
    made = ready.build(generation)
    assert built_engine_for(generation) is made


@pytest.mark.django_db
def test_the_command_says_which_generation_is_not_there(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path

    with pytest.raises(CommandError, match="There is no generation 7"):
        call_command("build_index", "7")


@pytest.mark.django_db
def test_the_database_knows_a_condition_for_every_kind_of_test() -> None:
    for condition in (met, met_or_unknown):
        with pytest.raises(TypeError, match="No condition for object"):
            condition(object())  # type: ignore[arg-type]


@pytest.mark.django_db
def test_while_an_index_is_being_built_the_database_answers(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_ENGINE = "index"
    monkeypatch.setattr("explorer.search.engines.STORE", NeverReady())

    assert isinstance(engine_for(1), OrmEngine)


@pytest.mark.django_db
def test_after_a_release_the_generation_before_answers_until_the_new_index_is_there(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    store = IndexStore()
    monkeypatch.setattr("explorer.search.engines.STORE", store)
    monkeypatch.setattr(store, "_build_aside", lambda _generation: None)
    before, live = many_cards(5), many_cards(7)
    Live.objects.update(previous=before)
    store.build(before)

    assert count(asked=(), at=NOW).total == 5
    assert count(asked=(), at=NOW + HANDOVER).total == 7, "the database answers rather than what is old"
    nothing, new = SearchQuery(), frozenset({5, 6})
    found = find(query=nothing, asked=(), facets=(), audience=None, at=NOW, only=lambda _generation: new)
    assert found.outcome.total == 2, "who is new is in the live one"
    store.build(live)
    assert count(asked=(), at=NOW).total == 7


class AtOnce:
    """A thread that has done its work before one goes on."""

    def __init__(self, *, target: Callable[[int], None], args: tuple[int], daemon: bool) -> None:
        self.start = lambda: target(*args)


class NeverReady(IndexStore):
    def get(self, generation: int) -> IndexEngine | None:
        return None


def asked_of(query: str) -> tuple[Asked, ...]:
    filters = searched(query)
    assert filters.form.is_valid(), filters.reasons
    return filters.asked


def many_cards(number: int) -> int:
    """A live generation of cards that differ in hours, sector and tasks."""
    drawn = random.Random(number)
    generation = make_generation(size=number)
    Card.objects.bulk_create(
        Card(
            generation=generation,
            number=row,
            place="04-1",
            hours=drawn.choice(["", "U12", "U20", "U28"]),
            sectors=Terms(tuple(drawn.sample(["A", "C", "H"], drawn.randint(0, 2)))),
            task_types=Terms(tuple(drawn.sample(["TS06", "TS07"], drawn.randint(0, 2)))),
        )
        for row in range(number)
    )
    Live.objects.update_or_create(pk=1, defaults={"generation": generation, "switched_at": NOW})
    return generation.pk


@pytest.mark.django_db
def test_among_some_cards_both_engines_answer_as_if_there_were_no_others() -> None:
    generation = make_generation(size=4)
    for number, hours in enumerate(("U28", "", "U36", "U28")):
        Card.objects.create(generation=generation, number=number, place="04-1", hours=hours)
    filters = searched("urenPerWeekMinimaal=20")
    assert filters.form.is_valid()
    question = Question(generation.pk, filters.asked, facets(), 1, DAY, only=frozenset({0, 1}))
    engines = (OrmEngine(), IndexEngine(read_columns(generation.pk)))
    answers = [engine.answer(question) for engine in engines]

    assert [(one.total, one.certain, one.possible, set(one.numbers)) for one in answers] == [(2, 1, 1, {0, 1})] * 2
    assert dict(answers[0].facets["beschikbaarheid"].counts) == dict(answers[1].facets["beschikbaarheid"].counts)
    assert answers[0].facets["urenPerWeekMinimaal"] == answers[1].facets["urenPerWeekMinimaal"]


@pytest.mark.django_db
def test_a_search_that_no_label_meets_for_certain_is_ordered_by_no_bare_number() -> None:
    many_cards(5)
    question = Question(1, asked_of("urenPerWeekMinimaal=38"), (), 1, DAY)

    rows = ranked(Card.objects.all(), question).values_list("number", flat=True)
    sql, _params = rows.query.sql_with_params()

    assert "ORDER BY (" in sql, "PostgreSQL reads a number alone as that of a column"
