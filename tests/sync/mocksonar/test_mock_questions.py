"""Questions that make no sense are answered with what is wrong with them."""

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus

import pytest

from sync.mocksonar.problem import Problem
from sync.mocksonar.questions import Sonar, clients, cursor, register_day
from tests.sync.mocksonar.reading import TODAY

SONAR = Sonar(profiles=1, seed=1, clock=lambda: TODAY)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kleur=rood", "kleur"),
        ("limit=0", "limit"),
        ("limit=2001", "limit"),
        ("limit=veel", "limit"),
        ("limit=%C2%B2", "limit"),
        ("limit=", "limit"),
        ("limit=1&limit=2", "limit"),
        ("regio=0", "regio"),
        ("regio=36", "regio"),
        ("regio=04", "regio"),
        ("regio=", "regio"),
        ("regio=Drenthe", "regio"),
        ("gewijzigdSinds=gisteren", "gewijzigdSinds"),
        ("gewijzigdSinds=2026-02-30", "gewijzigdSinds"),
        ("gewijzigdSinds=0001-01-01T00:00:00%2B14:00", "gewijzigdSinds"),
        ("cursor=10", "cursor"),
        ("cursor=", "cursor"),
    ],
)
def test_a_bad_parameter_is_named(query: str, name: str) -> None:
    with pytest.raises(Problem, match=name) as caught:
        clients(query, SONAR)
    assert caught.value.status == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("query", ["", "peildatum=", "peildatum=2020-13-01", "peildatum=2020-12-31&regio=4"])
def test_the_register_wants_exactly_a_day(query: str) -> None:
    with pytest.raises(Problem, match=r"peildatum|regio"):
        register_day(query)


def test_without_parameters_five_hundred_records_of_the_whole_are_meant() -> None:
    question = clients("", SONAR)
    assert (question.limit, question.start) == (500, 0)
    assert question.selection.region == ""
    assert question.selection.since is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("2026-11-01T23:30:00", date(2026, 11, 1)),
        ("2026-11-01T23:30:00Z", date(2026, 11, 2)),
        ("2026-11-01T10:00:00%2B01:00", date(2026, 11, 1)),
    ],
)
def test_changes_since_a_moment_are_those_of_that_day_in_the_netherlands(text: str, day: date) -> None:
    assert clients(f"gewijzigdSinds={text}", SONAR).selection.since == day.toordinal()


@pytest.mark.parametrize("other", ["regio=4", "gewijzigdSinds=2026-01-01"])
def test_a_cursor_is_good_for_its_own_question_only(other: str) -> None:
    own = cursor(clients("", SONAR).selection, 500)
    assert clients(f"cursor={own}", SONAR).start == 500
    with pytest.raises(Problem, match="cursor"):
        clients(f"{other}&cursor={own}", SONAR)


def test_a_snapshot_stays_good_until_the_end_of_the_next_day() -> None:
    snapshot = SONAR.now().snapshot
    for days in (0, 1):
        question = clients(f"momentopname={snapshot}", later(days))
        assert question.selection.population.today == TODAY.toordinal()
    with pytest.raises(Problem, match="momentopname") as caught:
        clients(f"momentopname={snapshot}", later(2))
    assert caught.value.status == HTTPStatus.GONE


@pytest.mark.parametrize("snapshot", ["", "2026-11-23-00000000", "onzin"])
def test_an_unknown_snapshot_is_gone(snapshot: str) -> None:
    with pytest.raises(Problem) as caught:
        clients(f"momentopname={snapshot}", SONAR)
    assert caught.value.status == HTTPStatus.GONE


def later(days: int) -> Sonar:
    clock: Callable[[], date] = lambda: TODAY + timedelta(days=days)  # noqa: E731 - a clock is a value here
    return Sonar(profiles=1, seed=1, clock=clock)
