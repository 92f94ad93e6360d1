import csv
import io

import pytest

from profiles.transparency.counts import Counts
from profiles.transparency.render_csv import HEADER, render_csv, safe
from profiles.transparency.report import MunicipalityRow
from tests.profiles.transparency.golden import CSV, region, report


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_golden_drenthe_is_written_to_the_letter() -> None:
    assert render_csv(report()) == CSV


def test_the_country_closes_with_those_without_a_municipality_and_one_total() -> None:
    emmen = MunicipalityRow("GM0114", "Emmen", Counts(1, 2, 3, 4))
    zwolle = MunicipalityRow("GM0193", "Zwolle", Counts(10, 20, 30, 40))
    regions = region(emmen), region(zwolle, number=5, name="Regio Zwolle")

    rows = read(render_csv(report(*regions, national=True, unplaced=Counts(uwv_without=5))))

    assert [row["gemeente"] for row in rows] == ["Emmen", "Zwolle", "gemeente onbekend", "TOTAAL AMR"]
    assert [row["regio"] for row in rows] == ["Drenthe", "Regio Zwolle", "", "Nederland"]
    assert int(rows[-1]["totaal"]) == sum(int(row["totaal"]) for row in rows[:-1]) == 115


def test_large_figures_are_plain_numbers() -> None:
    row = MunicipalityRow("GM0363", "Amsterdam", Counts(gem_with=1234567))

    assert read(render_csv(report(region(row))))[0]["gemeenteklanten_met_profiel"] == "1234567"


def test_names_with_commas_quotes_and_accents_survive() -> None:
    name = 'Súdwest-Fryslân, "de" gemeente'
    rows = read(render_csv(report(region(MunicipalityRow("GM1900", name, Counts())))))

    assert rows[0]["gemeente"] == name
    assert tuple(rows[0]) == HEADER


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_ordinary_names_and_numbers_stay_as_they_are() -> None:
    assert [safe(cell) for cell in ("'s-Gravenhage", "Bergen (NH.)", "", -3)] == [
        "'s-Gravenhage",
        "Bergen (NH.)",
        "",
        -3,
    ]
