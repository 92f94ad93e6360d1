"""Every format in which a report is handed out: from the same report always the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from profiles.transparency.lines import area_of
from profiles.transparency.render_csv import render_csv
from profiles.transparency.render_html import render_html
from profiles.transparency.render_json import render_json
from profiles.transparency.render_ods import render_ods
from profiles.transparency.render_pdf import render_pdf
from profiles.transparency.render_xlsx import render_xlsx
from profiles.transparency.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind are made. `render` must not read a clock: two calls give equal bytes."""

    name: str
    label: str
    media_type: str
    render: Callable[[Report], bytes]

    def file_name(self, report: Report) -> str:
        return f"transparantie-{report.quarter}-{area_of(report)}.{self.name}"


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("csv", "CSV", "text/csv; charset=utf-8", lambda report: render_csv(report).encode()),
        Format("json", "JSON", "application/json", lambda report: render_json(report).encode()),
        Format("html", "Webpagina", "text/html; charset=utf-8", lambda report: render_html(report).encode()),
        Format("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx),
        Format("ods", "OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", render_ods),
        Format("pdf", "PDF", "application/pdf", render_pdf),
    )
}
"""By the name that the command, the addresses and the file names use, in the order in which they are offered."""
