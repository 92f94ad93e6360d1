"""Where clients live: the municipalities of 2020 with their postcodes, and what became of them since."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from profiles.reference import rows
from sync.mocksonar.draws import Ints, deck

NEVER = 10_000_000  # a day after every other day; days are proleptic ordinals (`date.toordinal`)
POSTCODES = 128  # cards per municipality


@dataclass(frozen=True)
class Municipality:
    """A municipality of the 2020 list. From day `ends` its code is `later_code`, and newcomers live in `heir`."""

    code: str
    region: int
    inhabitants: int
    place: tuple[float, float]
    postcodes: tuple[str, ...]
    ends: int
    later_code: str
    heir: int


@dataclass(frozen=True)
class Gazetteer:
    """All municipalities, by their index; the same facts as arrays for whole blocks of records."""

    municipalities: tuple[Municipality, ...]
    ends: Ints
    heirs: Ints
    codes: tuple[str, ...]

    def settle(self, homes: Ints, since: Ints) -> Ints:
        """The municipality in which someone who arrives on a day lives: itself, or its heir once it has ended."""
        return np.where(since >= self.ends[homes], self.heirs[homes], homes)

    def codes_at(self, homes: Ints, since: Ints) -> list[str]:
        """The municipality code that was valid on the day of arrival."""
        later = len(self.municipalities) * (since >= self.ends[homes])
        return [self.codes[index] for index in (homes + later).tolist()]


@cache
def gazetteer() -> Gazetteer:
    found = tuple(_municipalities())
    return Gazetteer(
        found,
        np.array([one.ends for one in found]),
        np.array([one.heir for one in found]),
        tuple(one.code for one in found) + tuple(one.later_code for one in found),
    )


def _municipalities() -> Iterator[Municipality]:
    """Vijfheerenlanden is in the region where the 2020 list puts it, as everywhere in this house."""
    listed = rows("gemeenten_2020")
    index = {row["gemeente_code"]: number for number, row in enumerate(listed)}
    postcodes, ended = _postcodes(), _ended()
    for row in listed:
        code = row["gemeente_code"]
        ends, later_code, heir = NEVER, code, code
        if code in ended:
            ends, parts = ended[code]
            later_code, heir = _successors(row, parts, listed)
        yield Municipality(
            code=code,
            region=int(row["regio_nummer"]),
            inhabitants=int(row["inwoners"]),
            place=(float(row["lat"]), float(row["lon"])),
            postcodes=postcodes[code],
            ends=ends,
            later_code=later_code,
            heir=index[heir],
        )


def _postcodes() -> dict[str, tuple[str, ...]]:
    """Four digits, in proportion to their inhabitants (empty postcodes count as one inhabitant)."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows("pc4"):
        weights[row["gemeente_code_2020"]][row["pc4"]] = float(row["inwoners"] or 1) or 1.0
    return {code: deck(found, POSTCODES) for code, found in weights.items()}


def _ended() -> dict[str, tuple[int, list[str]]]:
    """By abolished code: the first day without it, and the codes that took its inhabitants, largest part first."""
    ended: dict[str, tuple[int, list[str]]] = {}
    for row in sorted(rows("herindelingen_2020_2026"), key=lambda row: -float(row["aandeel_inwoners"])):
        first_day = date.fromisoformat(row["datum"]).toordinal()
        ended.setdefault(row["oude_code"], (first_day, []))[1].append(row["nieuwe_code"])
    return ended


def _successors(row: dict[str, str], parts: list[str], listed: list[dict[str, str]]) -> tuple[str, str]:
    """Later code and heir. Nobody changes region by a merger: where that would happen, newcomers settle elsewhere.

    They settle in the largest part in the region, or else in the largest municipality of the region.
    """
    code, region = row["gemeente_code"], row["regio_nummer"]
    region_of = {other["gemeente_code"]: other["regio_nummer"] for other in listed}
    if len(parts) == 1 and region_of.get(parts[0], region) == region:
        return parts[0], code
    largest = max((other for other in listed if other["regio_nummer"] == region), key=_people)["gemeente_code"]
    return code, next((part for part in parts if region_of.get(part) == region), largest)


def _people(row: dict[str, str]) -> int:
    return int(row["inwoners"])
