"""Opens an exported file, .xlsx or .csv, and yields its rows of cells; nothing in it is ever carried out."""

import csv
import io
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from sync.export.columns import FileError, Layout, layout_of, no_layout
from sync.export.items import MOST_ROWS

LARGEST_FILE = 200 * 1024 * 1024  # bytes on disk
LARGEST_CONTENT = 1024 * 1024 * 1024  # bytes unpacked; some 1,000,000 rows
MOST_CELLS = 200  # of a row that are looked at
HEADING_WITHIN = 10  # rows
Row = tuple[Any, ...]


def rows(path: Path) -> Iterator[tuple[int, Row, Layout]]:
    """The rows under the heading, each with its number in the file from 1 on, and which column is where.

    Raises:
        FileError: the file cannot be read, is too large, or its heading lacks columns.
    """
    if not path.is_file():
        raise FileError(f"There is no file {path.name}.")
    if path.stat().st_size > LARGEST_FILE:
        raise FileError(f"{path.name} is larger than {LARGEST_FILE // 2**20} MB.")
    with path.open("rb") as file:
        packed = file.read(4) == b"PK\x03\x04"
    with closing(_workbook(path) if packed else _text(path)) as sheets:
        yield from _under_heading(sheets)


def _under_heading(sheets: Iterator[Iterator[Row]]) -> Iterator[tuple[int, Row, Layout]]:
    """Takes the first sheet that has a heading; others (notes, pivot tables) are left alone."""
    headings: list[Row] = []
    for sheet in sheets:
        layout: Layout | None = None
        for number, row in enumerate(sheet, 1):
            if number > MOST_ROWS:
                raise FileError(f"The file has more than {MOST_ROWS} rows.")
            if layout is not None:
                yield number, row[:MOST_CELLS], layout
            elif number > HEADING_WITHIN:
                break
            else:
                headings.append(row[:MOST_CELLS])
                layout = layout_of(row[:MOST_CELLS])
        if layout is not None:
            return
    raise no_layout(headings)


def _workbook(path: Path) -> Generator[Iterator[Row], None, None]:
    """The sheets, read row by row. Formulas give the value that was stored with them.

    Python unpacks no more of a part than its stated size, so adding up what is stated is enough against zip bombs;
    with defusedxml, openpyxl refuses entities.
    """
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_CONTENT:
                raise FileError(f"{path.name} unpacks to more than {LARGEST_CONTENT // 2**20} MB.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except FileError:
        raise
    except Exception as error:  # openpyxl names no errors of its own for damaged files
        raise FileError(f"{path.name} is not a readable workbook ({type(error).__name__}).") from None
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size is often wrong
            with closing(_cells(sheet.iter_rows(values_only=True), path.name)) as cells:
                yield cells
    finally:
        book.close()


def _cells(found: Iterator[Row], name: str) -> Generator[Row, None, None]:
    try:
        yield from found
    except FileError:
        raise
    except Exception as error:
        raise FileError(f"A sheet of {name} is damaged ({type(error).__name__}).") from None


def _text(path: Path) -> Generator[Iterator[Row], None, None]:
    """A CSV file is one sheet."""
    yield _text_rows(path)


def _text_rows(path: Path) -> Iterator[Row]:
    """In UTF-8, else as Windows writes it; separated by whatever occurs most in its first line."""
    body = path.read_bytes()
    try:
        text = body.decode("utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        yield from (tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise FileError(f"{path.name} is not a readable CSV file: {error}.") from None
