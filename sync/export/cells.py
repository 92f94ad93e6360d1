"""From a cell of the export to the value that the feed would send for it; unknown becomes None, never a guess."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from profiles.reference import rows
from profiles.reference.municipalities import normalised, periods
from sync.export.occupations import occupation_codes
from sync.sonar.records import LONGEST_TEXT, NO, UNKNOWN, YES, Unusable

SERIAL_ZERO = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet (ECMA-376, 18.17.4.1); right for every day after February 1900."""
FIRST_SERIAL, LAST_SERIAL = 367, 73_415  # 1901 to 2100
SECTIONS = (
    *((3, "A"), (9, "B"), (33, "C"), (35, "D"), (39, "E"), (43, "F"), (47, "G"), (53, "H"), (56, "I"), (63, "J")),
    *((66, "K"), (68, "L"), (75, "M"), (82, "N"), (84, "O"), (85, "P"), (88, "Q"), (93, "R"), (96, "S"), (98, "T")),
    (99, "U"),
)
"""The last division (two digits) of each section of SBI 2008 (CBS)."""
LEVELS = {
    "basisonderwijs": "1",
    "vmbo": "2",
    "havo": "3",
    "vwo": "3",
    "mbo": "4",
    "hbo": "5",
    "bachelor": "5",
    "wo": "6",
    "master": "6",
    "anders": "9",
}
"""What the export writes (github.com/VNG-Realisatie/UM-Pilot); "anders" only where it says so itself."""


def text(cell: Any) -> str | None:
    """The cell in words, None if it says nothing. A whole number has no decimals.

    Raises:
        Unusable: wrong_type or too_long.
    """
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "Ja" if cell else "Nee"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if not isinstance(cell, str | int):
        raise Unusable("wrong_type")
    found = str(cell).replace("\xa0", " ").strip()
    if len(found) > LONGEST_TEXT:
        raise Unusable("too_long")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in found):
        raise Unusable("bad_text")
    return None if found.lower() in UNKNOWN else found


def day(cell: Any) -> str | None:
    """A date as ISO text: from a date, a serial number, or text as 2020-12-31 or 31-12-2020.

    Raises:
        Unusable: bad_date.
    """
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()[:10]
    try:
        found = text(int(cell) if isinstance(cell, float) else cell)
    except (Unusable, ValueError, OverflowError):
        raise Unusable("bad_date") from None
    if found is None:
        return None
    if found.isascii() and found.isdigit():
        return _serial(int(found))
    return _written(found)


def _serial(number: int) -> str:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        raise Unusable("bad_date")
    return (SERIAL_ZERO + dt.timedelta(days=number)).isoformat()


def _written(found: str) -> str:
    parts = found.split()[0].replace("/", "-").replace(".", "-").split("-")
    if len(parts) == 3 and len(parts[2]) == 4:  # as people write it here: day first
        parts.reverse()
    if len(parts[0]) != 4:
        raise Unusable("bad_date")
    try:
        return dt.date(*(int(part) for part in parts)).isoformat()
    except (TypeError, ValueError, OverflowError):
        raise Unusable("bad_date") from None


def bsn(cell: Any) -> str | None:
    """The BSN; a spreadsheet takes its leading zeros off."""
    found = text(cell)
    return found.zfill(9) if found and found.isdigit() else found


def hours(cell: Any) -> str | None:
    """Whole hours a week.

    Raises:
        Unusable: wrong_type.
    """
    found = text(cell)
    if found is not None and not (found.isascii() and found.isdigit() and len(found) <= 2):
        raise Unusable("wrong_type")
    return found


def education(cell: Any) -> str | None:
    return _code(cell, LEVELS | _labels("opleidingsniveaus"))


def dutch(cell: Any) -> str | None:
    return _code(cell, _labels("taalbeheersing"))


def licences(cell: Any) -> list[str]:
    """Codes out of a list with commas; "geen" and "nee" are the explicit GEEN.

    Raises:
        Unusable: unknown_code.
    """
    known = {row["code"].casefold(): row["code"] for row in rows("vocabularies/rijbewijzen")}
    known |= {"geen": "GEEN", "nee": "GEEN"}
    return [code for part in _parts(cell) if (code := _code(part, known))]


def sectors(cell: Any) -> list[str]:
    """Sections of SBI: out of codes of two digits or more, letters, or names.

    Raises:
        Unusable: unknown_code.
    """
    labels = _labels("beroepssectoren")
    whole = text(cell)
    if whole is not None and whole.casefold() in labels:  # some names have a comma
        return [labels[whole.casefold()]]
    numeric = isinstance(cell, int | float)
    return list(dict.fromkeys(code for part in _parts(cell) if (code := _section(part, numeric=numeric))))


def _section(part: str, *, numeric: bool) -> str | None:
    if not (part.isascii() and part.isdigit()):
        return _code(part, _labels("beroepssectoren"))
    if not 2 <= len(part) <= 5:
        raise Unusable("unknown_code")
    if numeric and len(part) == 4:  # 1110 may be 11.10 or 01.11.0 that lost its zero: both exist, so it is not known
        return None
    division = int(part[:2])
    if division == 0:
        raise Unusable("unknown_code")
    return next(section for last, section in SECTIONS if division <= last)


def occupations(cell: Any) -> list[str]:
    """Free titles; those that name no occupation for sure are unknown, not refused."""
    found = text(cell)
    return occupation_codes(found) if found else []


def municipality(cell: Any) -> str | None:
    """A code as the feed writes it, from a code, a number or a name; a name that is no municipality is unknown."""
    found = text(cell)
    if found is None or normalised(found):
        return found
    return _municipalities().get(_plain(found))


def yes_no(cell: Any) -> str | None:
    """Ja or Nee.

    Raises:
        Unusable: unknown_code.
    """
    return _code(cell, dict.fromkeys(YES, "Ja") | dict.fromkeys(NO, "Nee"))


def _parts(cell: Any) -> list[str]:
    found = (text(cell) or "").replace(";", ",").split(",")
    return [part.strip() for part in found if part.strip().lower() not in UNKNOWN]


def _code(cell: Any, known: Mapping[str, str]) -> str | None:
    found = text(cell)
    if found is None:
        return None
    if found.casefold() not in known:
        raise Unusable("unknown_code")
    return known[found.casefold()]


@cache
def _labels(vocabulary: str) -> dict[str, str]:
    """Codes of a list by code and by Dutch name."""
    found = rows(f"vocabularies/{vocabulary}")
    return {row[key].casefold(): row["code"] for key in ("label_nl", "code") for row in found}


@cache
def _municipalities() -> dict[str, str]:
    """Codes by name, of every municipality since 2019; the newest has the name."""
    return {_plain(period.name): period.code for period in periods()}


def _plain(name: str) -> str:
    """A name without accents, signs and what stands between brackets: Hengelo (O.) is Hengelo."""
    letters = unicodedata.normalize("NFKD", name.casefold().partition("(")[0].removeprefix("gemeente "))
    return "".join(letter for letter in letters if letter.isalnum())


READERS: dict[str, Callable[[Any], Any]] = {
    "BSN": bsn,
    "ID_WZ": text,
    "Beschikbare uren/wk": hours,
    "Opleidingsniveau": education,
    "Beroepssector": sectors,
    "Bemiddelingsberoep": occupations,
    "Mondeling Nederlands": dutch,
    "Rijbewijs": licences,
    "Inschrijfdatum": day,
    "Gemeente": municipality,
    "Banenafspraak": yes_no,
    "Klantprofiel": yes_no,
    "GSD Kantoor": text,
    "Toestemming": yes_no,
}
"""How each column that is read is understood."""
