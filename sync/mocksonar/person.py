"""Invented people: names, addresses and numbers that look real and belong to nobody."""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np

from sync.mocksonar.draws import Choice, Draws, Ints, keyed
from sync.mocksonar.geography import POSTCODES, gazetteer
from sync.mocksonar.instants import iso
from sync.mocksonar.realism import DATA

Person = dict[str, object]

BSN_COUNT = 8_999_993  # a prime just under the 9,000,000 numbers that `_bsn` can make
SEX = Choice.of({"M": 58.0, "V": 41.5, "X": 0.5})
YOUNGEST, AGES = 6_600, 12_000  # days; most are around twenty when Sonar first knows them


@dataclass(frozen=True)
class _Names:
    """Written names with the form that fits in a mail address."""

    first: dict[str, list[tuple[str, str]]]
    last: list[tuple[str, str]]
    streets: list[str]
    letters: str


@cache
def _names() -> _Names:
    found = json.loads((DATA / "names.json").read_text(encoding="utf-8"))
    male, female = ([(name, _plain(name)) for name in found[sex]] for sex in ("male", "female"))
    return _Names(
        first={"M": male, "V": female, "X": male + female},
        last=[(name, _plain(name)) for name in found["surnames"]],
        streets=found["streets"],
        letters=found["letters"],
    )


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁı", "lLi")))
    return "".join(letter for letter in bare.lower() if "a" <= letter <= "z")


def people(seed: int, numbers: Ints, homes: Ints, registered: Ints) -> list[Person]:
    """One person for each number, living in these municipalities and first registered on these days.

    Keys: bsn naam geboortedatum geslacht adres postcode telefoon email medewerker.
    """
    draws, names, places = Draws(seed, numbers), _names(), gazetteer().municipalities
    age = YOUNGEST + (draws.chances("age") ** 2.2 * AGES).astype(np.int64)
    columns = zip(
        _bsns(seed, numbers).tolist(),
        draws.choose("sex", SEX),
        (registered - age).tolist(),
        homes.tolist(),
        draws.bits("name").tolist(),
        draws.bits("address").tolist(),
        strict=True,
    )
    return [
        {
            "bsn": str(bsn),
            "geboortedatum": iso(birth),
            "geslacht": sex,
            **_name(names, sex, name),
            **_address(names, places[home].postcodes, address),
        }
        for bsn, sex, birth, home, name, address in columns
    ]


def _name(names: _Names, sex: str, bits: int) -> Person:
    """Name, mail address and case worker from 64 bits."""
    first, plain_first = names.first[sex][bits % len(names.first[sex])]
    last, plain_last = names.last[(bits >> 20) % len(names.last)]
    return {
        "naam": f"{first} {last}",
        "email": f"{plain_first}.{plain_last}{bits >> 40 & 1023}@example.org",
        "medewerker": f"{'ABCDEFGHJKLMNPRS'[bits >> 60]}. {names.last[(bits >> 50 & 1023) % len(names.last)][0]}",
    }


def _address(names: _Names, postcodes: tuple[str, ...], bits: int) -> Person:
    """Address and telephone from 64 bits (no Dutch mobile number starts with 06-00)."""
    letters = names.letters
    pair = letters[(bits >> 25 & 31) % len(letters)] + letters[(bits >> 30 & 31) % len(letters)]
    return {
        "adres": f"{names.streets[(bits & 1023) % len(names.streets)]} {(bits >> 10 & 255) + 1}",
        "postcode": postcodes[bits >> 18 & POSTCODES - 1] + pair,
        "telefoon": f"06-00{(bits >> 35) % 1_000_000:06d}",
    }


def _bsns(seed: int, numbers: Ints) -> Ints:
    """A different BSN for each number below BSN_COUNT: all start with 9 and pass the eleven-test.

    The test: 9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is divisible by 11. After seven digits at most one
    value of h needs i = 10, so at least nine values can be used.
    """
    key = keyed(seed, "bsn", 16)
    factor = int.from_bytes(key[:8], "big") % (BSN_COUNT - 1) + 1
    index = (numbers * factor + int.from_bytes(key[8:], "big") % BSN_COUNT) % BSN_COUNT
    head, choice = 9_000_000 + index // 9, index % 9
    total = sum((9 - place) * (head // 10 ** (6 - place) % 10) for place in range(7))
    unusable = (10 - total) * 6 % 11  # 2h = 10 - total (mod 11), and 6 is the inverse of 2
    eighth = choice + (choice >= unusable)
    bsns: Ints = head * 100 + eighth * 10 + (total + 2 * eighth) % 11
    return bsns
