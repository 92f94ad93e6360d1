"""Excel and OpenDocument: read back cell by cell, steady to the byte, harmless, and opened by LibreOffice itself."""

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from odf.opendocument import load
from openpyxl import load_workbook

from profiles.transparency.render_ods import render_ods
from profiles.transparency.render_xlsx import render_xlsx
from profiles.transparency.report import Report
from profiles.transparency.sheets import sheets
from tests.profiles.transparency.golden import report
from tests.profiles.transparency.printing import CLOSING, HOSTILE, NUMBERS, country, hostile, with_past
from tests.profiles.transparency.read_back import Sheets, excel_sheets, opendocument_sheets

SOFFICE = shutil.which("soffice")


def excel(printed: Report) -> Sheets:
    return excel_sheets(render_xlsx(printed))


def opendocument(printed: Report) -> Sheets:
    return opendocument_sheets(render_ods(printed))


READERS = pytest.mark.parametrize("read", [excel, opendocument])


@READERS
def test_golden_drenthe_stands_there_in_real_numbers(read: Callable[[Report], Sheets]) -> None:
    rows = read(report())["Tabel"]

    assert [tuple(row[1:]) for row in rows[5:12]] == list(NUMBERS)
    assert {row[0] for row in rows[5:12]} == {"4 Drenthe"}
    assert rows[0][0] == "Transparantie van klantprofielen, vierde kwartaal 2020, Drenthe"
    assert rows[13][0] == CLOSING


@READERS
def test_the_head_has_two_levels(read: Callable[[Report], Sheets]) -> None:
    upper, lower = read(report())["Tabel"][3:5]

    assert upper == [
        "Arbeidsmarktregio",
        "Gemeente",
        "Gemeenteklanten in Sonar",
        None,
        "UWV-klanten in Sonar",
        None,
        "Totaal in Sonar",
    ]
    assert lower == [None, None, *["Profiel in Sonar", "Geen profiel in Sonar"] * 2, None]


@READERS
def test_shares_are_numbers_too(read: Callable[[Report], Sheets]) -> None:
    found = read(with_past())

    assert found["Aandeel"][-1] == ["4 Drenthe", "TOTAAL AMR", 3470, 0.55]
    assert found["Verloop"][-1] == ["2020-Q4", 3470, 0.55, 0.09, 0.78]


@READERS
def test_the_country_has_sheets_for_regions_and_provinces(read: Callable[[Report], Sheets]) -> None:
    found = read(country())

    assert list(found) == ["Tabel", "Regio’s", "Provincies", "Aandeel", "Toelichting"]
    assert found["Regio’s"][5] == ["4 Drenthe", 98, 1054, 1808, 510, 3470, 0.55, 4664, 0.74]
    assert found["Regio’s"][6][-2:] == ["onbekend", "onbekend"]
    assert [row[:6] for row in found["Tabel"]][-3][1:] == ["TOTAAL NEDERLAND", 108, 1074, 1838, 555]


@READERS
def test_the_notes_carry_every_explanation_and_definition(read: Callable[[Report], Sheets]) -> None:
    noted = [row[0] for row in read(report())["Toelichting"]]

    assert {entry.term for entry in (*report().explanations, *report().definitions)} <= set(noted)
    assert {"Methode", "Geteld op", "Editie"} <= set(noted)


@READERS
def test_protected_figures_are_text_where_no_number_is_printed(read: Callable[[Report], Sheets]) -> None:
    wolden = read(report(protected=True))["Tabel"][7]

    assert wolden == ["4 Drenthe", "De Wolden", "< 8", 25, 70, 25, 125]


@READERS
def test_names_that_look_like_formulas_stay_texts(read: Callable[[Report], Sheets]) -> None:
    names = [row[1] for row in read(hostile())["Tabel"][5:9]]

    assert names == [HOSTILE[0], HOSTILE[1], HOSTILE[2], "+1"]


def test_excel_stores_such_a_name_as_text_and_says_so() -> None:
    page = load_workbook(io.BytesIO(render_xlsx(hostile())))["Tabel"]
    cell = page["B6"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (HOSTILE[0], "s", True)


def test_head_and_names_stay_in_view() -> None:
    assert load_workbook(io.BytesIO(render_xlsx(report())))["Tabel"].freeze_panes == "C6"
    settings = load(io.BytesIO(render_ods(report()))).settings.toXml

    written = io.StringIO()
    settings(0, written)
    assert "HorizontalSplitPosition" in written.getvalue()


@pytest.mark.parametrize("render", [render_xlsx, render_ods])
def test_the_same_report_gives_the_same_bytes_at_any_time(
    render: Callable[[Report], bytes], time_machine: Any
) -> None:
    time_machine.move_to("2026-11-23T12:00:00Z")
    first = render(with_past())
    render(country())
    time_machine.move_to("2031-01-01T08:30:00Z")

    assert render(with_past()) == first


def test_no_sheet_name_is_longer_than_excel_takes() -> None:
    assert all(len(sheet.name) <= 31 for sheet in sheets(country()))


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "render"), [("xlsx", render_xlsx), ("ods", render_ods)])
def test_libreoffice_opens_it_and_reads_the_same_figures(
    kind: str, render: Callable[[Report], bytes], tmp_path: Path
) -> None:
    if SOFFICE is None:
        warning = f"LibreOffice is not installed: nobody but us has read the {kind} file."
        pytest.skip(warning)
    (tmp_path / f"tabel.{kind}").write_bytes(render(report()))

    subprocess.run(
        [
            SOFFICE,
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/home",
            "--convert-to",
            "csv",
            "--outdir",
            str(tmp_path),
            str(tmp_path / f"tabel.{kind}"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    rows = list(csv.reader(io.StringIO((tmp_path / "tabel.csv").read_text(encoding="utf-8"))))
    assert [[cell.replace(".", "").replace(",", "") for cell in row[2:]] for row in rows[5:12]] == [
        [str(number) for number in numbers] for _, *numbers in NUMBERS
    ]
