"""A national report as text and back: what an edition keeps of its figures and of all that explains them."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict
from typing import Any

from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.definitions import Explanation
from profiles.transparency.history import Earlier
from profiles.transparency.report import MunicipalityRow, RegionFigures, Report


def dump(report: Report) -> str:
    """The report without its edition and protection, which are kept beside it; equal reports give equal text."""
    document = {
        "quarter": str(report.quarter),
        "regions": [_region(region) for region in report.regions],
        "unplaced": report.unplaced.columns,
        "method": report.method,
        "counted_at": report.counted_at.astimezone(dt.UTC).isoformat(),
        "claimed_twice": report.claimed_twice,
        "quarantined": report.quarantined,
        "classification": report.classification,
        "run": report.run,
        "history": [_earlier(earlier) for earlier in report.history],
        "explanations": [asdict(explanation) for explanation in report.explanations],
        "definitions": [asdict(definition) for definition in report.definitions],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def load(text: str) -> Report:
    """The report that was written as this text."""
    read = json.loads(text)
    return Report(
        quarter=Quarter.parse(read["quarter"]),
        national=True,
        regions=tuple(_read_region(region) for region in read["regions"]),
        unplaced=Counts(*read["unplaced"]),
        method=read["method"],
        counted_at=dt.datetime.fromisoformat(read["counted_at"]),
        claimed_twice=read["claimed_twice"],
        quarantined=read["quarantined"],
        classification=read["classification"],
        run=read["run"],
        history=tuple(_read_earlier(earlier) for earlier in read["history"]),
        explanations=tuple(Explanation(**explanation) for explanation in read["explanations"]),
        definitions=tuple(Explanation(**definition) for definition in read["definitions"]),
    )


def checksum(content: bytes) -> str:
    """SHA-256 in hexadecimals."""
    return hashlib.sha256(content).hexdigest()


def _region(region: RegionFigures) -> list[Any]:
    rows = [[row.code, row.name, row.province, *row.counts.columns] for row in region.rows]
    return [region.number, region.cbs_code, region.name, region.register, rows]


def _read_region(read: list[Any]) -> RegionFigures:
    number, cbs_code, name, register, rows = read
    found = [MunicipalityRow(code, town, Counts(*columns), province) for code, town, province, *columns in rows]
    return RegionFigures(number, cbs_code, name, tuple(found), register)


def _earlier(earlier: Earlier) -> list[Any]:
    people = {code: counts.columns for code, counts in earlier.municipalities.items()}
    return [str(earlier.quarter), earlier.method, earlier.unplaced.columns, people]


def _read_earlier(read: list[Any]) -> Earlier:
    quarter, method, unplaced, people = read
    counts = {code: Counts(*columns) for code, columns in people.items()}
    return Earlier(Quarter.parse(quarter), counts, Counts(*unplaced), method)
