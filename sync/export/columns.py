"""The 35 columns of Sonar's export, which of them are read, and a clear word when some are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

COLUMNS = (
    *("Datum melding", "1e uitk dag (niet WW)", "BSN", "ID_WZ", "Beschikbare uren/wk", "Opleidingsniveau"),
    *("Beroepssector", "Bemiddelingsberoep", "Mondeling Nederlands", "Schriftelijk Nederlands", "Rijbewijs"),
    *("Inschrijfdatum", "Geslacht", "Telefoonnummer", "Volledige Naam", "Leeftijd", "E-mailadres", "Vervoer"),
    *("Gemeente", "Postcode", "Plaats", "Straatnaam", "Huisnummer", "Huisnummer Toevoeging", "Banenafspraak"),
    *("Klantprofiel", "Arbeidsmarktregio", "Cases (aantal)", "Sonar", "Medewerker Naam", "Organisatie Naam"),
    *("GSD Kantoor", "Participatieladder", "Aantal", "Toestemming"),
)
"""As they are in a real export (github.com/VNG-Realisatie/UM-Pilot, SonarDashboardExample.xlsx)."""
READ = (
    *("BSN", "ID_WZ", "Beschikbare uren/wk", "Opleidingsniveau", "Beroepssector", "Bemiddelingsberoep"),
    *("Mondeling Nederlands", "Rijbewijs", "Inschrijfdatum", "Gemeente", "Banenafspraak", "Klantprofiel"),
    *("GSD Kantoor", "Toestemming"),
)
"""The others are not looked at. Names and addresses may be left out of a file before it is handed over."""
ALIKE = 60  # of 100: from here on a heading is named as what a column may be called now
IS_HEADING = 5  # columns by which one knows a row as the heading


class FileError(Exception):
    """The file cannot be imported; the message says why, and quotes nothing but headings."""


@dataclass(frozen=True)
class Layout:
    """Where each column that is read stands in a row, from 0."""

    place: dict[str, int]

    def cells(self, row: Sequence[Any]) -> dict[str, Any]:
        """The cells that are read, by column; a short row ends in empty ones."""
        return {name: row[at] if at < len(row) else None for name, at in self.place.items()}


def layout_of(row: Sequence[Any]) -> Layout | None:
    """The layout that a row gives as a heading; None if it is none.

    Raises:
        FileError: it is one, but columns are missing or there twice.
    """
    found = [_key(cell) for cell in row]
    known = {_key(name): name for name in COLUMNS}
    if sum(key in known for key in found) < IS_HEADING:
        return None
    missing = [name for name in COLUMNS if _key(name) not in found]
    if any(name in READ for name in missing):
        raise _missing(missing, [str(cell) for cell in row if _key(cell) and _key(cell) not in known])
    twice = [name for name in READ if found.count(_key(name)) > 1]
    if twice:
        raise FileError(f"These columns are there twice: {', '.join(twice)}.")
    return Layout({name: found.index(_key(name)) for name in READ})


def no_layout(rows: Sequence[Sequence[Any]]) -> FileError:
    """What to say of a file in which no row is a heading."""
    cells = [str(cell) for row in rows[:1] for cell in row if _key(cell)]
    return _missing(list(COLUMNS), cells) if cells else FileError("The file has no rows.")


def _missing(missing: list[str], others: list[str]) -> FileError:
    named = [f"{name}{_renamed(name, others)}" for name in missing]
    return FileError(f"Missing columns: {', '.join(named)}.")


def _renamed(name: str, others: list[str]) -> str:
    """Cuts what it quotes: a file without a heading has data in its first row, which is no name of a column."""
    nearest = process.extractOne(name, others, scorer=fuzz.WRatio, processor=_key, score_cutoff=ALIKE)
    return f" (renamed to {nearest[0][:40]}?)" if nearest else ""


def _key(cell: object) -> str:
    return " ".join(str(cell or "").replace("\xa0", " ").split()).casefold().rstrip(":")
