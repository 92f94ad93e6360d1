"""What an exported file would do, column by column, told without a word of what anybody's row says."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sync.export.cells import READERS
from sync.export.items import is_blank
from sync.export.sheet import rows
from sync.sonar.records import UNKNOWN, Unusable

SHARED_BY = 5  # rows: what so many have in common is a code of the system, not something about one person
CODE = re.compile(r"[^\W\d_]{1,12}(?:[ /-][^\W\d_]{1,12}){0,2}|\d{1,3}")
CODED = ("Opleidingsniveau", "Beroepssector", "Mondeling Nederlands", "Rijbewijs", "Banenafspraak", "Klantprofiel")
"""Columns with codes: of these alone a value that is not understood is named."""


@dataclass
class Column:
    """What becomes of the cells of one column; every cell is one of understood, unknown, unrecognised or refused."""

    understood: int = 0
    unknown: int = 0
    unrecognised: int = 0
    """Filled in, but with nothing that is known for sure: taken as unknown."""
    refused: Counter[str] = field(default_factory=Counter)
    """By reason code."""
    strange: Counter[str] = field(default_factory=Counter)

    def codes(self) -> dict[str, int]:
        """Values that were not understood, as far as they look like codes and many rows share them."""
        return {value: rows for value, rows in self.strange.most_common(10) if rows >= SHARED_BY}


@dataclass
class Survey:
    """The columns of a file by name, in its rows that say anything."""

    rows: int
    blank: int
    columns: dict[str, Column]


def survey(path: Path) -> Survey:
    """Reads the whole file and stores nothing.

    Raises:
        FileError: it cannot be read.
    """
    found = Survey(0, 0, {name: Column() for name in READERS})
    for _, row, layout in rows(path):
        cells = layout.cells(row)
        if is_blank(cells):
            found.blank += 1
            continue
        found.rows += 1
        for name, cell in cells.items():
            _count(name, cell, found.columns[name])
    return found


def _count(name: str, cell: Any, column: Column) -> None:
    try:
        value = READERS[name](cell)
    except Unusable as refusal:
        column.refused[refusal.reason] += 1
        written = str(cell).strip().lower()
        if name in CODED and CODE.fullmatch(written):
            column.strange[written] += 1
        return
    if value:
        column.understood += 1
    elif cell is None or str(cell).strip().lower() in UNKNOWN:
        column.unknown += 1
    else:
        column.unrecognised += 1
