"""Writes a report as an Excel workbook: real numbers, a head on two levels that stays in view, notes at the end."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import Cell as WrittenCell
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from profiles.transparency import archive
from profiles.transparency.lines import Figure
from profiles.transparency.markup import text
from profiles.transparency.report import Report
from profiles.transparency.sheets import Cell, Row, Sheet, sheets
from profiles.transparency.wording import Share

PROPERTIES = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
INK, PAPER, TINT, LINE = "FF001A40", "FFFFFFFF", "FFF3F1FB", "FFC0C7D2"
SIDE, HEAVY = Side("thin", LINE), Side("medium", INK)
HEIGHT = 15.0
"""Points of a line of text."""
WHOLE, PER_CENT = "#,##0", "0%"


def render_xlsx(report: Report) -> bytes:
    """The workbook; its only date is the moment of the count, so the same report gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets(report):
        _fill(book.create_sheet(sheet.name), sheet)
    book.properties.title = text(report.title)
    book.properties.creator = "Kandidatenverkenner"
    book.properties.language = "nl-NL"
    book.properties.created = report.counted_at.replace(tzinfo=None, microsecond=0)
    saved = io.BytesIO()
    book.save(saved)
    return _without_clock(saved.getvalue(), report)


def _without_clock(saved: bytes, report: Report) -> bytes:
    """openpyxl writes the moment of saving; the moment of the count takes its place."""
    moment = f"{report.counted_at:%Y-%m-%dT%H:%M:%SZ}".encode()
    properties = MODIFIED.sub(rb"\g<1>" + moment, archive.part_of(saved, PROPERTIES))
    return archive.steady(saved, {PROPERTIES: properties})


def _fill(page: Worksheet, sheet: Sheet) -> None:
    _write(page, 1, 1, sheet.title).font = _font(bold=True, size=14, color=INK)
    _write(page, 2, 1, sheet.lead).font = _font()
    _head(page, sheet)
    first = sheet.first_row + sheet.levels
    for number, row in enumerate(sheet.rows, first):
        _row(page, number, row, sheet.names)
        page.row_dimensions[number].height = HEIGHT * sheet.lines_of(row)
    for number, sentence in enumerate(sheet.below, first + len(sheet.rows) + 1):
        _write(page, number, 1, sentence).font = _font(bold=True)
    _view(page, sheet, first)


def _font(*, bold: bool = False, size: int = 11, color: str = INK) -> Font:
    return Font("Calibri", sz=size, b=bold, color=color)


def _head(page: Worksheet, sheet: Sheet) -> None:
    if sheet.levels > 1:
        page.row_dimensions[sheet.first_row + 1].height = 2 * HEIGHT
    for head in sheet.head:
        row, column = sheet.first_row + head.row, head.column + 1
        if head.rows > 1 or head.columns > 1:
            page.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + head.rows - 1,
                end_column=column + head.columns - 1,
            )
        cell = _write(page, row, column, head.text)
        cell.font = _font(bold=True, color=PAPER)
        cell.fill = PatternFill("solid", INK)
        cell.alignment = Alignment(horizontal=sheet.side(head), vertical="bottom", wrap_text=True)


def _row(page: Worksheet, number: int, row: Row, names: int) -> None:
    for column, value in enumerate(row.cells, 1):
        cell = _write(page, number, column, value)
        cell.border = Border(top=HEAVY if row.total else SIDE)
        cell.font = _font(bold=row.total)
        wide = isinstance(value, str) and column > names
        cell.alignment = Alignment(vertical="top", wrap_text=wide, horizontal="right" if _right(value) else "left")
        if row.total:
            cell.fill = PatternFill("solid", TINT)


def _write(page: Worksheet, row: int, column: int, value: Cell) -> WrittenCell | MergedCell:
    """A number as a number; any text as a text, also one that begins like a formula."""
    cell = page.cell(row, column)
    if isinstance(value, Share) and value.percent is not None:
        cell.value, cell.number_format = value.percent / 100, PER_CENT
    elif isinstance(value, Figure) and value.number is not None:
        cell.value, cell.number_format = value.number, WHOLE
    else:
        cell.value = text(str(value))
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(("=", "+", "-", "@"))
    return cell


def _right(value: Cell) -> bool:
    return isinstance(value, (Figure, Share))


def _view(page: Worksheet, sheet: Sheet, first: int) -> None:
    """What stays in view, how wide columns are, and how it prints."""
    page.freeze_panes = page.cell(first, sheet.names + 1).coordinate
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.print_title_rows = f"{sheet.first_row}:{first - 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
