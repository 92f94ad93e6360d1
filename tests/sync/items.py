"""Raw items as the Sonar feed sends them, with the least that a test needs; all people are invented."""

from typing import Any

import pytest

from sync.sonar.records import Unusable, parse

Item = dict[str, Any]

BSN = "111222333"  # passes the eleven-test
IDENTITY = {
    "bsn": BSN,
    "naam": "Sjoukje Wiersma-de Boer",
    "geboortedatum": "1991-07-23",
    "geslacht": "V",
    "adres": "Noorderstraat 118",
    "postcode": "7811QX",
    "telefoon": "06-00123456",
    "email": "sjoukje.wiersma17@example.org",
    "medewerker": "K. van Zandbergen",
}
"""A person with every identifying field filled in."""
TEXTS = ["opleidingsniveau", "urenPerWeek", "regiostraal", "beschikbaarheid", "mondelingNederlands"]
CODES = ["rijbewijzen", "sectoren", "taaksoorten", "beroepen", "vaardigheden", "affiniteiten"]
LISTS = [*CODES, "competenties"]
"""The fields of a client profile that are read: single values, lists of codes, and all lists."""


def item(klant_id: str = "WZ000000001", **values: Any) -> Item:
    """A record that is counted and, with its empty client profile, may be published. No field is absent."""
    least = {
        "klantId": klant_id,
        "versie": 10,
        "verwijderd": False,
        "persoon": {"bsn": None},
        "gemeenteCode": "GM0114",
        "gemeenteSinds": "2020-03-01",
        "klantsoort": "UWV",
        "klantsoortSinds": "2020-02-01",
        "banenafspraak": "Ja",
        "toestemming": "Ja",
        "inschrijfdatum": "2020-01-01",
        "uitschrijfdatum": None,
        "profieldatum": "2026-10-05",
        "profieleinddatum": None,
        "klantprofiel": {},
    }
    found = {**least, **values}
    if isinstance(found["klantprofiel"], dict):
        found["klantprofiel"] = dict.fromkeys([*TEXTS, *LISTS]) | found["klantprofiel"]
    return found


def tombstone(klant_id: str = "WZ000000001", version: int = 11) -> Item:
    """What the feed says of a record that was taken back."""
    return {"klantId": klant_id, "versie": version, "verwijderd": True}


def crowd(number: int, **values: Any) -> list[Item]:
    """So many different people who look the same."""
    return [item(f"WZ9{serial:08d}", **values) for serial in range(number)]


def refused(raw: Any) -> tuple[str, str]:
    """Reason and field with which an item is refused."""
    with pytest.raises(Unusable) as caught:
        parse(raw)
    return caught.value.reason, caught.value.field
