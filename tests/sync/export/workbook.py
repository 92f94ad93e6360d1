"""Exports of invented people, as Sonar writes them."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from sync.export.columns import COLUMNS

Row = dict[str, Any]


def row(id_wz: Any = "WZ000000001", **values: Any) -> Row:
    """A row that is counted and may be published, with the least that a test needs."""
    least = {"ID_WZ": id_wz, "Banenafspraak": "Ja", "Klantprofiel": "Ja", "Toestemming": "Ja"}
    return {**least, "Inschrijfdatum": 43831, "Gemeente": "Emmen", **values}


def crowd(number: int, **values: Any) -> list[Row]:
    """So many different people who look the same."""
    return [row(f"WZ9{serial:08d}", **values) for serial in range(number)]


def xlsx(path: Path, rows: Sequence[Row], *, columns: Sequence[str] = COLUMNS, blank: int = 0) -> Path:
    """An export with a sheet of notes before it and blank rows behind it."""
    book = Workbook(write_only=True)
    book.create_sheet("Toelichting").append(["Bestand voor de gemeente"])
    sheet = book.create_sheet("Export")
    for line in _lines(rows, columns, blank):
        sheet.append(line)
    book.save(path)
    return path


def as_csv(rows: Sequence[Row], *, columns: Sequence[str] = COLUMNS, blank: int = 0, separator: str = ";") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(_lines(rows, columns, blank))
    return written.getvalue()


def _lines(rows: Sequence[Row], columns: Sequence[str], blank: int) -> list[list[Any]]:
    body = [[one.get(name) for name in columns] for one in rows]
    return [list(columns), *body, *([[""] * len(columns)] * blank)]
