import json
from typing import Any

from profiles.transparency.counts import Counts
from profiles.transparency.definitions import DEFINITIONS
from profiles.transparency.render_csv import HEADER
from profiles.transparency.render_json import render_json
from profiles.transparency.report import MunicipalityRow, Report
from tests.profiles.transparency.golden import DRENTHE, region, report


def read(written: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(render_json(written))
    return document


def test_golden_drenthe_has_the_names_of_the_csv_as_keys() -> None:
    document = read(report())

    assert all(tuple(row) == HEADER for row in [*document["gemeenten"], document["totaal_amr"]])
    assert [row["totaal"] for row in document["gemeenten"]] == [row.counts.total for row in DRENTHE]
    assert document["totaal_amr"]["gemeente"] == "TOTAAL AMR"
    assert document["totaal_amr"]["uwv_zonder_profiel"] == 510


def test_golden_drenthe_says_how_many_are_known() -> None:
    document = read(report())

    assert document["doelgroepregister"] == 4664
    assert document["bekend_in_sonar"] == 3470
    assert document["percentage"] == 74


def test_it_says_of_when_and_how_it_is() -> None:
    document = read(report(claimed_twice=3, quarantined=7, unplaced=Counts(gem_without=5)))

    assert document["titel"] == "Transparantie van klantprofielen, vierde kwartaal 2020, Drenthe"
    assert document["kwartaal"] == "2020-Q4"
    assert document["peildatum"] == "2020-12-31"
    assert document["methode"] == "teruggerekend"
    assert document["geteld_op"] == "2026-11-23T12:00:00Z"
    assert document["landelijk"] == {"gemeente_onbekend": 5, "klant_van_beide": 3, "afgekeurde_records": 7}


def test_it_carries_every_definition_and_marks_the_assumptions() -> None:
    definitions = read(report())["definities"]

    assert [definition["begrip"] for definition in definitions] == [definition.term for definition in DEFINITIONS]
    assert any(definition["aanname"] for definition in definitions)


def test_what_is_unknown_is_null() -> None:
    emmen = MunicipalityRow("GM0114", "Emmen", Counts(gem_with=1))
    document = read(report(region(emmen), national=True))

    assert document["doelgroepregister"] is None
    assert document["percentage"] is None
    assert document["regios"][0]["doelgroepregister"] is None
    assert document["gemeenten"][-1]["regio_nummer"] is None
