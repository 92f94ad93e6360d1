"""A small feed with a bit of everything: people who differ, who may not be shown, and records that cannot be used."""

import random

from tests.sync.items import BSN, Item, item

SIZE = 5  # records in a page


def people(number: int = 60) -> list[Item]:
    """So many records, the same every time."""
    draw = random.Random(7)
    found = [_person(f"WZ{serial:06d}", draw) for serial in range(number - 4)]
    twins = [
        item("WZ800001", persoon={"bsn": BSN}),
        item("WZ800002", persoon={"bsn": BSN}, inschrijfdatum="2021-01-01"),
    ]
    return [*found, *twins, item("WZ900001", klantsoort="SVB"), dict.fromkeys(item()) | {"klantId": "WZ900002"}]


def pages(items: list[Item]) -> list[list[Item]]:
    return [items[at : at + SIZE] for at in range(0, len(items), SIZE)] or [[]]


def _person(klant_id: str, draw: random.Random) -> Item:
    profile = {
        "opleidingsniveau": draw.choice(["", "NNB", "1", "2", "4"]),
        "urenPerWeek": draw.choice([None, "??", 24, 32]),
        "rijbewijzen": draw.choice([[], ["B"], "B,BE"]),
        "sectoren": draw.choice([["C"], ["99999"], ["C", "H"]]),
    }
    place = draw.choice(["GM0114", "GM0106", "9999"])
    return item(
        klant_id, klantprofiel=profile, gemeenteCode=place, toestemming=draw.choice(["Ja", "Ja", "Ja", "Nee"])
    )
