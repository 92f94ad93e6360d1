"""Writes a report as an OpenDocument spreadsheet, with the same sheets as the Excel workbook."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from odf import dc, meta, number, style
from odf.element import Element
from odf.namespaces import nsdict
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableHeaderRows, TableRow
from odf.text import P

from profiles.transparency import archive
from profiles.transparency.lines import Figure
from profiles.transparency.markup import text
from profiles.transparency.ods_view import keep_in_view
from profiles.transparency.report import Report
from profiles.transparency.sheets import Cell, Head, Row, Sheet, sheets
from profiles.transparency.wording import Share

INK, PAPER, TINT, LINE = "#001a40", "#ffffff", "#f3f1fb", "#c0c7d2"
MILLIMETRES = 2.0
"""About the width of one letter."""
SIDES = {"left": "start", "center": "center", "right": "end"}
WHOLE, PER_CENT = "whole", "percent"


def render_ods(report: Report) -> bytes:
    """The document; its only date is the moment of the count, so the same report gives the same bytes."""
    _name_spaces()
    document = OpenDocumentSpreadsheet()
    _describe(document, report)
    _styles(document)
    parts = sheets(report)
    for part in parts:
        document.spreadsheet.addElement(_sheet(document, part))
    keep_in_view(document, parts)
    saved = io.BytesIO()
    document.write(saved)
    return archive.steady(saved.getvalue(), {})


def _name_spaces() -> None:
    """odfpy remembers per process which name spaces it met, and writes those down: let it be all, in one order."""
    Element.namespaces.clear()
    Element.namespaces.update(nsdict)


def _describe(document: Any, report: Report) -> None:
    moment = report.counted_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")
    for element, said in (
        (dc.Title, text(report.title)),
        (dc.Creator, "Kandidatenverkenner"),
        (dc.Language, "nl-NL"),
        (meta.CreationDate, moment),
        (dc.Date, moment),
    ):
        document.meta.addElement(element(text=said))


def _styles(document: Any) -> None:
    """Formats of numbers and looks of cells, by name."""
    whole = number.NumberStyle(name=f"{WHOLE}-number", language="nl", country="NL")
    whole.addElement(number.Number(decimalplaces=0, minintegerdigits=1, grouping="true"))
    per_cent = number.PercentageStyle(name=f"{PER_CENT}-number", language="nl", country="NL")
    per_cent.addElement(number.Number(decimalplaces=0, minintegerdigits=1))
    per_cent.addElement(number.Text(text="%"))
    for format_ in (whole, per_cent):
        document.automaticstyles.addElement(format_)
    _paper(document)
    for look in _looks():
        document.automaticstyles.addElement(look)


def _paper(document: Any) -> None:
    """A4, lying down."""
    layout = style.PageLayout(name="lying")
    margins = {"margintop": "12mm", "marginbottom": "12mm", "marginleft": "12mm", "marginright": "12mm"}
    layout.addElement(
        style.PageLayoutProperties(pagewidth="297mm", pageheight="210mm", printorientation="landscape", **margins)
    )
    document.automaticstyles.addElement(layout)
    document.masterstyles.addElement(style.MasterPage(name="lying", pagelayoutname=layout))
    document.automaticstyles.addElement(style.Style(name="sheet", family="table", masterpagename="lying"))


def _looks() -> Iterator[Element]:
    yield _look("title", {"fontweight": "bold", "fontsize": "14pt", "color": INK}, {})
    yield _look("said", {"fontweight": "bold"}, {})
    for side in ("left", "center", "right"):
        head = {"backgroundcolor": INK, "wrapoption": "wrap", "verticalalign": "bottom"}
        yield _look(f"head-{side}", {"fontweight": "bold", "color": PAPER}, head, side=side)
    for kind, weight, cell in (
        ("", "normal", {"bordertop": f"0.5pt solid {LINE}"}),
        ("-total", "bold", {"bordertop": f"1.5pt solid {INK}", "backgroundcolor": TINT}),
    ):
        yield _look(f"name{kind}", {"fontweight": weight}, cell | {"verticalalign": "top"})
        yield _look(f"note{kind}", {"fontweight": weight}, cell | {"wrapoption": "wrap"})
        for format_ in (WHOLE, PER_CENT):
            yield _look(f"{format_}{kind}", {"fontweight": weight}, cell, side="right", format_=format_)


def _look(
    name: str, letters: dict[str, str], cell: dict[str, str], *, side: str = "left", format_: str = ""
) -> Element:
    more = {"datastylename": f"{format_}-number"} if format_ else {}
    made = style.Style(name=name, family="table-cell", **more)
    made.addElement(style.TextProperties(**letters))
    if cell:
        made.addElement(style.TableCellProperties(**cell))
    made.addElement(style.ParagraphProperties(textalign=SIDES[side]))
    return made


def _sheet(document: Any, sheet: Sheet) -> Element:
    table = Table(name=sheet.name, stylename="sheet")
    for width in sheet.widths:
        table.addElement(TableColumn(stylename=_column(document, width)))
    table.addElement(_line([_cell(sheet.title, "title")]))
    table.addElement(_line([_cell(sheet.lead, "name")]))
    table.addElement(_line([]))
    heads = TableHeaderRows()
    for level in range(sheet.levels):
        heads.addElement(_line(_level(sheet, level)))
    table.addElement(heads)
    for row in sheet.rows:
        table.addElement(_line(_row(row, sheet.names)))
    for cells in ([], *([_cell(sentence, "said")] for sentence in sheet.below)) if sheet.below else ():
        table.addElement(_line(cells))
    return table


def _column(document: Any, width: int) -> str:
    """The name of the style of a column so many letters wide."""
    name = f"column-{width}"
    if not any(made.getAttribute("name") == name for made in document.automaticstyles.getElementsByType(style.Style)):
        made = style.Style(name=name, family="table-column")
        made.addElement(style.TableColumnProperties(columnwidth=f"{width * MILLIMETRES:.1f}mm"))
        document.automaticstyles.addElement(made)
    return name


def _level(sheet: Sheet, level: int) -> list[Element]:
    """One row of the head: its own cells, and the places that others cover."""
    own = {head.column: head for head in sheet.head if head.row == level}
    return [
        _head(own[column], sheet.side(own[column])) if column in own else CoveredTableCell()
        for column in range(len(sheet.widths))
    ]


def _head(head: Head, side: str) -> Element:
    spans = {}
    if head.columns > 1 or head.rows > 1:
        spans = {"numbercolumnsspanned": head.columns, "numberrowsspanned": head.rows}
    cell = TableCell(valuetype="string", stylename=f"head-{side}", **spans)
    cell.addElement(P(text=text(head.text)))
    return cell


def _row(row: Row, names: int) -> list[Element]:
    kind = "-total" if row.total else ""
    return [
        _cell(value, f"{'name' if column < names else 'note'}{kind}", kind) for column, value in enumerate(row.cells)
    ]


def _cell(value: Cell, look: str, kind: str = "") -> Element:
    """A number as a number; any text as a text, which is never worked out."""
    if isinstance(value, Share) and value.percent is not None:
        cell = TableCell(valuetype="percentage", value=value.percent / 100, stylename=f"{PER_CENT}{kind}")
    elif isinstance(value, Figure) and value.number is not None:
        cell = TableCell(valuetype="float", value=value.number, stylename=f"{WHOLE}{kind}")
    elif isinstance(value, (Figure, Share)):
        cell = TableCell(valuetype="string", stylename=f"{WHOLE}{kind}")
    else:
        cell = TableCell(valuetype="string", stylename=look)
    cell.addElement(P(text=text(str(value))))
    return cell


def _line(cells: list[Element]) -> Element:
    row = TableRow()
    for cell in cells:
        row.addElement(cell)
    return row
