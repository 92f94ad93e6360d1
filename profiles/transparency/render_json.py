"""Writes a report as JSON: the names of the CSV as keys, and everything that explains the figures."""

import datetime as dt
import json
from typing import Any

from profiles.transparency.definitions import DEFINITIONS
from profiles.transparency.render_csv import HEADER, rows
from profiles.transparency.report import Known, Report


def render_json(report: Report) -> str:
    """One JSON object; numbers are numbers, and what is unknown is null."""
    return json.dumps(_document(report), ensure_ascii=False, indent=2) + "\n"


def _document(report: Report) -> dict[str, Any]:
    *municipalities, total = [_row(row) for row in rows(report)]
    return {
        "titel": report.title,
        "kwartaal": str(report.quarter),
        "peildatum": report.quarter.last_day.isoformat(),
        "gebied": report.area,
        "gemeenten": municipalities,
        "totaal_amr": total,
        **_known(report.known),
        "regios": [
            {
                "regio_nummer": region.number,
                "regio_code": region.cbs_code,
                "regio": region.name,
                **_known(region.known),
            }
            for region in report.regions
        ],
        "methode": report.method,
        "geteld_op": report.counted_at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "landelijk": {
            "gemeente_onbekend": report.unplaced.total,
            "klant_van_beide": report.claimed_twice,
            "afgekeurde_records": report.quarantined,
        },
        "definities": [
            {"begrip": definition.term, "uitleg": definition.text, "aanname": definition.assumption}
            for definition in DEFINITIONS
        ],
    }


def _row(row: tuple[str | int, ...]) -> dict[str, str | int | None]:
    return {name: None if value == "" else value for name, value in zip(HEADER, row, strict=True)}


def _known(known: Known) -> dict[str, int | None]:
    return {"doelgroepregister": known.register, "bekend_in_sonar": known.people, "percentage": known.percent}
