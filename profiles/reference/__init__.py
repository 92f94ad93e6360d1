"""Reads the CSV and GeoJSON reference files that lie beside this module (sources and licences: SOURCES.md)."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> list[dict[str, str]]:
    """All rows of `<name>.csv` as text by column name; `vocabularies/taaksoorten` reads from that folder."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def features(name: str) -> list[dict[str, Any]]:
    """The features of `<name>.geojson`, in WGS84 degrees (longitude, latitude)."""
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.geojson").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = document["features"]
    return found
