"""Opening an exported file: which row is the heading, and what is refused before anything is read."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sync.export import sheet
from sync.export.columns import COLUMNS, READ, FileError
from sync.export.feed import ExportFeed
from sync.export.items import is_blank
from tests.factories import NOW
from tests.sync.export.workbook import as_csv, crowd, row, xlsx


def ids(path: Path) -> list[Any]:
    found = [layout.cells(line) for _, line, layout in sheet.rows(path)]
    return [cells["ID_WZ"] for cells in found if not is_blank(cells)]


def refused(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        list(sheet.rows(path))
    return str(caught.value)


class TestForms:
    def test_the_sheet_with_the_heading_is_read_and_blank_rows_are_counted_apart(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "export.xlsx", crowd(3), blank=563)

        assert ids(path) == ["WZ900000000", "WZ900000001", "WZ900000002"]
        feed = ExportFeed(path, today=NOW.date())
        assert (feed.rows, feed.blank) == (3, 563)

    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_csv_is_read_however_it_was_saved(self, tmp_path: Path, separator: str, encoding: str) -> None:
        path = tmp_path / "export.csv"
        path.write_bytes(as_csv([row("WZ1", Plaats="Één")], separator=separator, blank=2).encode(encoding))

        assert ids(path) == ["WZ1"]

    def test_columns_may_stand_in_any_order_with_others_between(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "export.xlsx", crowd(1), columns=["Iets nieuws", *reversed(COLUMNS)])

        assert ids(path) == ["WZ900000000"]

    def test_columns_that_are_not_read_may_be_left_out(self, tmp_path: Path) -> None:
        assert ids(xlsx(tmp_path / "export.xlsx", crowd(1), columns=READ)) == ["WZ900000000"]


class TestMissingColumns:
    def test_all_are_named_in_one_line(self, tmp_path: Path) -> None:
        columns = [name for name in COLUMNS if name not in ("BSN", "Toestemming", "Leeftijd")]

        assert refused(xlsx(tmp_path / "export.xlsx", [], columns=columns)) == (
            "Missing columns: BSN, Leeftijd, Toestemming."
        )

    def test_a_new_name_is_recognised_as_such(self, tmp_path: Path) -> None:
        columns = ["Opleidings niveau" if name == "Opleidingsniveau" else name for name in COLUMNS]

        said = refused(xlsx(tmp_path / "export.xlsx", [], columns=columns))

        assert said == "Missing columns: Opleidingsniveau (renamed to Opleidings niveau?)."

    def test_a_column_that_is_there_twice_is_named(self, tmp_path: Path) -> None:
        assert "twice: BSN" in refused(xlsx(tmp_path / "export.xlsx", [], columns=[*COLUMNS, "bsn"]))

    def test_a_file_without_a_heading_lacks_all(self, tmp_path: Path) -> None:
        path = tmp_path / "export.csv"
        path.write_text("a;b;c\n1;2;3\n")

        assert refused(path).count(",") == len(COLUMNS) - 1

    def test_an_empty_file_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "export.csv").write_text("")

        assert refused(tmp_path / "export.csv") == "The file has no rows."


class TestDanger:
    def test_a_file_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        assert refused(tmp_path / "weg.xlsx") == "There is no file weg.xlsx."

    @pytest.mark.parametrize("body", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 1000])
    def test_a_damaged_workbook_is_said(self, tmp_path: Path, body: bytes) -> None:
        (tmp_path / "export.xlsx").write_bytes(body)

        assert refused(tmp_path / "export.xlsx") == "export.xlsx is not a readable workbook (BadZipFile)."

    def test_a_workbook_that_was_cut_off_is_said(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "export.xlsx", crowd(20))
        path.write_bytes(path.read_bytes()[:-2000])

        assert "not a readable workbook" in refused(path)

    def test_a_zip_bomb_is_not_unpacked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheet, "LARGEST_CONTENT", 10_000_000)
        path = xlsx(tmp_path / "export.xlsx", crowd(1))
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("xl/media/bomb.xml", b"0" * 20_000_000)

        assert path.stat().st_size < 100_000
        assert refused(path) == "export.xlsx unpacks to more than 9 MB."

    def test_a_file_that_is_too_large_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheet, "LARGEST_FILE", 1000)

        assert "is larger than" in refused(xlsx(tmp_path / "export.xlsx", crowd(1)))

    def test_entities_are_not_unfolded(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "export.xlsx", crowd(1))
        bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><workbook>&c;</workbook>'
        with zipfile.ZipFile(path) as parts:
            kept = {name: parts.read(name) for name in parts.namelist()}
        with zipfile.ZipFile(path, "w") as parts:
            for name, body in kept.items():
                parts.writestr(name, bomb if name.endswith("workbook.xml") else body)

        assert "not a readable workbook" in refused(path)

    def test_a_formula_gives_what_was_stored_with_it_and_is_never_carried_out(self, tmp_path: Path) -> None:
        book = Workbook()
        lines = book.worksheets[0]
        lines.append([*COLUMNS])
        lines.append(['=HYPERLINK("http://evil.example")'] * len(COLUMNS))
        book.save(tmp_path / "export.xlsx")

        assert ids(tmp_path / "export.xlsx") == []
