"""Turns a row of the export into an item as the feed sends it, so that both go the same way from here."""

import datetime as dt
from typing import Any

from profiles import keys
from sync.export.cells import READERS
from sync.sonar.records import LONGEST_TEXT, FileVersion, Unusable

Item = dict[str, Any]
OLDEST = -(2**62)
MOST_ROWS = 2**21
"""A version is that of the file with the number of the row behind it: a later file is newer, a later row too, and
every one of them is older than anything of the feed, which counts from 0."""


def version_of_row(*, file: int, row: int) -> FileVersion:
    """The version of a row of the file with this number; a later file has a higher one."""
    return FileVersion(OLDEST + file * MOST_ROWS + row)


def is_blank(cells: Item) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells.values())


def item_of(cells: Item, *, version: FileVersion, today: dt.date) -> Item:
    """The item that the feed would send for a row; fields without a column are unknown.

    A profile that is there counts from today on: the export does not say how old it is.
    """
    values = {column: _read(column, cells[column]) for column in READERS}
    there = values["Klantprofiel"]
    return {
        "klantId": values["ID_WZ"] or _key_of_bsn(values["BSN"]),
        "versie": version,
        "verwijderd": False,
        "persoon": {"bsn": values["BSN"]},
        "gemeenteCode": values["Gemeente"],
        "gemeenteSinds": None,
        "klantsoort": "GEM" if values["GSD Kantoor"] else "UWV",
        "klantsoortSinds": None,
        "banenafspraak": values["Banenafspraak"],
        "toestemming": values["Toestemming"],
        "inschrijfdatum": values["Inschrijfdatum"],
        "uitschrijfdatum": None,
        "profieldatum": today.isoformat() if there == "Ja" else None,
        "profieleinddatum": None,
        "klantprofiel": _profile(values) if there == "Ja" else None if there == "Nee" else there,
    }


def _profile(values: Item) -> Item:
    return {
        "opleidingsniveau": values["Opleidingsniveau"],
        "urenPerWeek": values["Beschikbare uren/wk"],
        "rijbewijzen": values["Rijbewijs"],
        "regiostraal": None,
        "beschikbaarheid": None,
        "sectoren": values["Beroepssector"],
        "taaksoorten": None,
        "beroepen": values["Bemiddelingsberoep"],
        "competenties": None,
        "vaardigheden": None,
        "affiniteiten": None,
        "mondelingNederlands": values["Mondeling Nederlands"],
    }


def _read(column: str, cell: Any) -> Any:
    """What a cell says; what cannot be understood goes on as it is written, for the rules of the feed to refuse."""
    try:
        return READERS[column](cell)
    except Unusable:
        return str(cell)[: LONGEST_TEXT + 1]


def _key_of_bsn(bsn: str | None) -> str | None:
    """Stands for an ID_WZ that is not known; with neither, the record is of nobody and set aside."""
    return f"bsn {keys.person_key(bsn)}" if bsn else None
