"""The documented form of the JSON: every kind of report keeps to it, and it lets nothing else through."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from profiles.transparency.history import Correction
from profiles.transparency.render_json import render_json
from profiles.transparency.report import EditionMark, Report, State
from tests.profiles.transparency.golden import report
from tests.profiles.transparency.printing import country, hostile, with_past

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "transparency.schema.json").read_text(encoding="utf-8"))
CORRECTED = EditionMark(2, State.PUBLISHED, None, (Correction("GM0114", "Emmen", "gem_with", 35, 36, "Vergeten."),))


def complaints(document: dict[str, Any]) -> list[str]:
    checker = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [error.message for error in checker.iter_errors(document)]


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "written",
    [report(), with_past(edition=CORRECTED), country(), country(protected=True), report(protected=True), hostile()],
    ids=["region", "edition", "country", "protected country", "protected region", "hostile"],
)
def test_every_report_keeps_to_the_schema(written: Report) -> None:
    assert complaints(json.loads(render_json(written))) == []


@pytest.mark.parametrize(
    "change",
    [{"percentage": "74%"}, {"kwartaal": "2020-4"}, {"extra": 1}, {"peildatum": "31-12-2020"}, {"regios": []}],
)
def test_another_form_is_refused(change: dict[str, Any]) -> None:
    assert complaints({**json.loads(render_json(report())), **change}) != []


def test_every_name_is_required() -> None:
    document = json.loads(render_json(report()))

    for name in document:
        assert complaints({key: value for key, value in document.items() if key != name}) != []
