"""Writes a report as JSON: the names of the CSV as keys, and everything that explains the figures."""

import datetime as dt
import json
from typing import Any

from profiles.transparency.lines import Change, Figure, Line, known_in, lines, printed, province_lines
from profiles.transparency.render_csv import HEADER, Cell, rows
from profiles.transparency.report import EditionMark, Known, Report

FIGURES = HEADER[5:]


def render_json(report: Report) -> str:
    """One JSON object; numbers are numbers, and what is unknown or not shown is null.

    In a protected report the object `weergave` of a row says which figures are no exact numbers, and why.
    """
    return json.dumps(_document(report), ensure_ascii=False, indent=2) + "\n"


def _document(report: Report) -> dict[str, Any]:
    *municipalities, total = [_row(row) for row in rows(report)]
    return {
        "titel": report.title,
        "kwartaal": str(report.quarter),
        "peildatum": report.quarter.last_day.isoformat(),
        "gebied": report.area,
        "editie": _edition(report.edition),
        "beschermd": report.protected,
        "gemeenten": municipalities,
        "totaal_amr": total,
        "profielaandeel": lines(report)[-1].share,
        **_known(known_in(report)),
        "regios": _regions(report),
        "provincies": [_line(line) for line in province_lines(report)],
        "verschil": {"vorig_kwartaal": _change(lines(report)[-1].previous), "jaar_eerder": _year(report)},
        "methode": report.method,
        "geteld_op": report.counted_at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "indeling": report.classification or None,
        "telling": report.run,
        "landelijk": _national(report),
        "definities": [
            {"begrip": definition.term, "uitleg": definition.text, "aanname": definition.assumption}
            for definition in report.definitions
        ],
    }


def _row(row: tuple[Cell, ...]) -> dict[str, Any]:
    named = dict(zip(HEADER, row, strict=True))
    values = {name: _value(cell) for name, cell in named.items()}
    marks = {
        name: cell.mark.value
        for name, cell in named.items()
        if isinstance(cell, Figure) and cell.mark.name != "EXACT"
    }
    return {**values, "weergave": marks} if marks else values


def _value(cell: Cell) -> str | int | None:
    if isinstance(cell, Figure):
        return cell.number
    return None if cell == "" else cell


def _regions(report: Report) -> list[dict[str, Any]]:
    totals = {line.region.number: line for line in lines(report) if line.region and not line.code}
    return [
        {
            "regio_nummer": region.number,
            "regio_code": region.cbs_code,
            "regio": region.name,
            "profielaandeel": totals[region.number].share,
            **_known(known_in(report, region)),
        }
        for region in report.regions
    ]


def _line(line: Line) -> dict[str, Any]:
    figures = {name: figure.number for name, figure in zip(FIGURES, line.figures, strict=True)}
    return {"naam": line.name, **figures, "profielaandeel": line.share}


def _known(known: Known) -> dict[str, int | None]:
    return {"doelgroepregister": known.register, "bekend_in_sonar": known.people, "percentage": known.percent}


def _year(report: Report) -> dict[str, int | None] | None:
    return _change(lines(report)[-1].year_ago)


def _change(change: Change | None) -> dict[str, int | None] | None:
    return {"totaal": change.total, "profielaandeel": change.share} if change else None


def _national(report: Report) -> dict[str, int | None]:
    unplaced, twice = report.unplaced.total, report.claimed_twice
    return {
        "gemeente_onbekend": printed(unplaced).number if report.protected else unplaced,
        "klant_van_beide": printed(twice).number if report.protected else twice,
        "afgekeurde_records": printed(report.quarantined).number if report.protected else report.quarantined,
    }


def _edition(edition: EditionMark | None) -> dict[str, Any] | None:
    if edition is None:
        return None
    return {
        "nummer": edition.number,
        "status": edition.state.value,
        "correcties": [
            {"gemeente_code": fixed.code, "gemeente": fixed.name, "kolom": fixed.column, "reden": fixed.reason}
            for fixed in edition.corrections
        ],
    }
