"""`bench_search`: engines are compared before they are timed, and a difference is an error."""

import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from explorer.bench.answers import differences, parts_of
from explorer.bench.chart import chart
from explorer.bench.result import EngineResult, SizeResult
from explorer.management.commands import bench_search
from explorer.search.engine import Outcome, Totals
from explorer.search.facets import FacetCount
from explorer.search.matching import Answer


def outcome(**changes: Any) -> Outcome:
    values: dict[str, Any] = {
        "total": 9,
        "certain": 2,
        "possible": 3,
        "numbers": (4, 1),
        "answers": ((Answer.MET,), (Answer.UNKNOWN,)),
        "facets": {"sector": FacetCount({"C": 4}, 2)},
        "without": {"sector": Totals(5, 4)},
    }
    return Outcome(**{**values, **changes})


def engine(times_ms: Sequence[float], answers: Sequence[Outcome]) -> EngineResult:
    searches = [f"pagina={place + 1}" for place in range(len(answers))]
    build = {"build_s": 1.0, "first_s": 1.5, "snapshot_mb": 20.0}
    return EngineResult(0.1, searches, times_ms, [parts_of(one) for one in answers], 50.0, build)


def result(profiles: int, other: Outcome) -> SizeResult:
    """The index, and an ORM that answers the first of two queries with `other`."""
    engines = {"index": engine([1.0, 3.0], [outcome(), outcome()]), "orm": engine([500.0], [other])}
    return SizeResult(profiles, 2, engines, {})


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("totals", {"possible": 4}),
        ("page", {"numbers": (1, 4)}),
        ("answers", {"answers": ((Answer.MET,), (Answer.NOT_MET,))}),
        ("facet sector", {"facets": {"sector": FacetCount({"C": 4}, 3)}}),
        ("facet sector", {"facets": {"sector": FacetCount({"C": 4, "A": 1}, 2)}}),
        ("without", {"without": {"sector": Totals(5, 3)}}),
        ("looser", {"looser": {"urenPerWeekMinimaal": Totals(1, 1)}}),
    ],
)
def test_every_part_of_an_answer_is_compared(part: str, changes: dict[str, Any]) -> None:
    assert differences(parts_of(outcome(**changes)), parts_of(outcome())) == [part]


def test_a_ratio_compares_the_queries_that_both_answered() -> None:
    assert result(100, outcome()).ratio("orm", 0.95) == 500


def test_half_of_the_queries_were_answered_within_the_median() -> None:
    assert engine([4.0, 1.0, 3.0, 2.0], []).at(0.5) == 2


def test_a_difference_is_shown_and_ends_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_search, "run", lambda plan, _say: result(plan.profiles, outcome(numbers=(1, 4))))
    out = StringIO()

    with pytest.raises(CommandError, match="1 answers differ"):
        call_command("bench_search", json=True, profiles=[100], stdout=out)

    found = json.loads(out.getvalue())
    assert found["mismatches"] == 1
    assert found["differing"] == [{"engine": "orm", "search": "pagina=1", "parts": ["page"]}]


def test_json_has_the_keys_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_search, "run", lambda plan, _say: result(plan.profiles, outcome()))
    out = StringIO()

    call_command("bench_search", json=True, profiles=[100, 1000], stdout=out)

    found = json.loads(out.getvalue())
    assert (found["profiles"], found["queries"], found["mismatches"]) == (100, 2, 0)
    assert {"p50_ms", "p95_ms", "p99_ms", "build_s", "memory_mb"} <= set(found["engines"]["index"])
    assert [one["profiles"] for one in found["sizes"]] == [100, 1000]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engines": "index,solr"}, "No such engine: solr"),
        ({"engines": "orm"}, "name it too"),
        ({"profiles": [0]}, "at least 1"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("bench_search", **options)


def test_the_chart_names_every_engine_and_size() -> None:
    drawn = chart([result(10_000, outcome()), result(1_000_000, outcome())])

    assert drawn.startswith("<svg ")
    assert drawn.count("<polyline") == 2
    assert all(text in drawn for text in (">index<", ">orm<", ">10,000<", ">1,000,000<"))


def test_index_and_orm_agree_and_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    out = StringIO()

    call_command("bench_search", profiles=[200], queries=8, orm_queries=4, engines="index,orm", json=True, stdout=out)

    found = json.loads(out.getvalue())
    assert found["mismatches"] == 0
    assert found["engines"]["orm"]["queries"] == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_all_engines_agree() -> None:
    out = StringIO()

    call_command("bench_search", profiles=[2000], queries=60, orm_queries=20, json=True, stdout=out)

    found = json.loads(out.getvalue())
    assert found["mismatches"] == 0
    assert set(found["engines"]) == {"index", "orm", "orm-postgres", "postgres"}
