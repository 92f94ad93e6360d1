"""Writes a report as a tagged PDF (PDF/UA-1), set by typst from `edition.typ` beside this file.

All texts and figures go to typst as data, never as markup, so that none of them can be taken for code.
"""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import typst

from profiles.calendar import day_of
from profiles.transparency import wording
from profiles.transparency.charts.drawing import Said
from profiles.transparency.charts.of_report import Chart, bars_of, map_of, place_of, trend_of
from profiles.transparency.definitions import Explanation
from profiles.transparency.lines import Level, Line, country_lines, lines, province_lines, region_lines
from profiles.transparency.markup import as_svg, text
from profiles.transparency.report import RegionFigures, Report

FOLDER = Path(__file__).parent
FONTS = FOLDER / "fonts"


def render_pdf(report: Report) -> bytes:
    """The same report always gives the same bytes: its date is the day on which it was counted."""
    made = _compiler().compile(
        (FOLDER / "edition.typ").read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"report": json.dumps(_document(report), ensure_ascii=False)},
        timestamp=report.counted_at.astimezone(dt.UTC).replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


@cache
def _compiler() -> typst.Compiler:
    """One for the whole process: it keeps the fonts in memory. It sees these fonts only, and no file outside."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(FOLDER), font_paths=fonts, ignore_system_fonts=True)


def _document(report: Report) -> dict[str, Any]:
    """What `edition.typ` sets, part by part."""
    counted_on = day_of(report.counted_at)
    trend = trend_of(report)
    return {
        "title": text(report.title),
        "name": wording.NAME,
        "quarter": report.quarter.label,
        "area": text(report.area),
        "counted": [counted_on.year, counted_on.month, counted_on.day],
        "lead": text(wording.lead(report)),
        "protected": wording.PROTECTED if report.protected else "",
        "keys": wording.key_figures(report),
        "changes": [text(sentence) for sentence in wording.changes(report)],
        "explanations": [_explained(explained) for explained in report.explanations],
        "head": _head(),
        "caption": text(wording.caption(report)),
        "closing": text(wording.closing(report)),
        "sections": [_section(report, region) for region in report.regions],
        "country": _country(report) if report.national else None,
        "place": None if report.national else _picture(*place_of(report.regions[0])),
        "trend": _chart(trend) if trend else None,
        "definitions": [_explained(definition) for definition in report.definitions],
        "assumption": wording.ASSUMPTION,
        "about": [[term, text(said)] for term, said in wording.about(report)],
    }


def _head() -> dict[str, Any]:
    return {
        "area": wording.AREA,
        "place": wording.PLACE,
        "groups": wording.GROUPS,
        "parties": [wording.WITH, wording.WITHOUT],
        "total": wording.TOTAL,
        "share": wording.SHARE,
    }


def _section(report: Report, region: RegionFigures) -> dict[str, Any]:
    """One region: its table, its closing sentence and its bars."""
    return {
        "name": text(f"{region.number} {region.name}"),
        "rows": [_row(line) for line in region_lines(report, region)],
        "closing": text(wording.closing(report, region)),
        "chart": _chart(bars_of(report, region)),
    }


def _country(report: Report) -> dict[str, Any]:
    """What only the country's edition has: its regions and provinces in one table, and the map."""
    totals = [line for line in lines(report) if line.level is Level.REGION]
    regions = [
        _row(line) | {"name": text(f"{region.number} {region.name}"), "total": False}
        for line, region in zip(totals, report.regions, strict=True)
    ]
    return {
        "regions": [*regions, *(_row(line) for line in country_lines(report))],
        "provinces": [_row(line) for line in province_lines(report)],
        "map": _chart(map_of(report)),
    }


def _row(line: Line) -> dict[str, Any]:
    return {
        "name": text(line.name),
        "figures": [str(figure) for figure in line.figures],
        "share": wording.percent(line.share),
        "total": line.level in (Level.REGION, Level.COUNTRY),
    }


def _chart(chart: Chart) -> dict[str, Any]:
    rows = [[text(str(cell)) for cell in row] for row in chart.rows]
    return _picture(chart.said, chart.drawing) | {"head": chart.head, "rows": rows}


def _picture(said: Said, drawing: Element) -> dict[str, str]:
    alternative = f"{said.title}. {said.description}"
    return {"title": text(said.title), "alt": text(alternative), "svg": as_svg(drawing)}


def _explained(explained: Explanation) -> dict[str, Any]:
    return {"term": explained.term, "text": explained.text, "assumption": explained.assumption}
