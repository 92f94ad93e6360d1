"""Reads the files of an edition back, each as a stranger's program would."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pypdfium2
from odf.opendocument import load
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from openpyxl import load_workbook

from tests.profiles.transparency.golden import table

Sheets = dict[str, list[list[Any]]]
Row = tuple[Any, ...]
"""A name, four figures and their total."""

COLUMNS = (
    "gemeenteklanten_met_profiel",
    "gemeenteklanten_zonder_profiel",
    "uwv_met_profiel",
    "uwv_zonder_profiel",
    "totaal",
)
PRINTED_ROW = re.compile(r"([A-Z][A-Za-z-]+(?: [A-Z][A-Za-z]+)?)" + r" ([\d.]+)" * 5)


def excel_sheets(content: bytes) -> Sheets:
    book = load_workbook(io.BytesIO(content))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets}


def opendocument_sheets(content: bytes) -> Sheets:
    document = load(io.BytesIO(content))
    return {
        page.getAttribute("name"): [_cells(row) or [None] for row in page.getElementsByType(TableRow)]
        for page in document.spreadsheet.getElementsByType(Table)
    }


def pdf_text(content: bytes) -> str:
    """The text of all pages, spaces and line ends made one."""
    document = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def _of_csv(content: bytes) -> list[Row]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return [(row["gemeente"], *(int(row[column]) for column in COLUMNS)) for row in rows]


def _of_json(content: bytes) -> list[Row]:
    document = json.loads(content)
    rows = [*document["gemeenten"], document["totaal_amr"]]
    return [(row["gemeente"], *(row[column] for column in COLUMNS)) for row in rows]


def _of_html(content: bytes) -> list[Row]:
    return [(row[1], *map(_number, row[2:])) for row in table(content.decode("utf-8"))[2:9]]


def _of_sheet(sheets: Sheets) -> list[Row]:
    return [tuple(row[1:7]) for row in sheets["Tabel"][5:12]]


def _of_pdf(content: bytes) -> list[Row]:
    return [(name, *map(_number, figures)) for name, *figures in PRINTED_ROW.findall(pdf_text(content))]


ROWS: dict[str, Callable[[bytes], list[Row]]] = {
    "csv": _of_csv,
    "json": _of_json,
    "html": _of_html,
    "xlsx": lambda content: _of_sheet(excel_sheets(content)),
    "ods": lambda content: _of_sheet(opendocument_sheets(content)),
    "pdf": _of_pdf,
}
"""By format: the rows of the table in a region's file, the total last."""


def said(kind: str, content: bytes) -> str:
    """Every word of a file that people read, tags left out."""
    if kind == "pdf":
        return pdf_text(content)
    if kind in ("xlsx", "ods"):
        sheets = excel_sheets(content) if kind == "xlsx" else opendocument_sheets(content)
        return " ".join(str(cell) for rows in sheets.values() for row in rows for cell in row)
    return " ".join(re.sub(r"<[^>]*>", " ", content.decode("utf-8")).split())


def _number(text: str) -> int:
    return int(text.replace(".", ""))


def _cells(row: Any) -> list[Any]:
    cells = [cell for cell in row.childNodes if cell.qname in (TableCell().qname, CoveredTableCell().qname)]
    return [_value(cell) for cell in cells]


def _value(cell: Any) -> Any:
    number = cell.getAttribute("value")
    return float(number) if number is not None else (str(cell) or None)
