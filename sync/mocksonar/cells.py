"""The clients of a region on 31 December 2020 by municipality, party and profile: the golden table and its likes."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from sync.mocksonar.draws import Draws, Ints
from sync.mocksonar.geography import gazetteer
from sync.mocksonar.realism import figure, rows

DRENTHE = 4


@dataclass(frozen=True)
class Cell:
    """So many clients of one party in one municipality (by index), all with or all without a client profile."""

    municipality: int
    uwv: bool
    profile: bool
    clients: int


def drenthe() -> list[Cell]:
    """The published table of the fourth quarter of 2020 (data/transparency_golden.csv)."""
    index = {one.code: number for number, one in enumerate(gazetteer().municipalities)}
    columns = {
        "gemeenteklanten_met_profiel": (False, True),
        "gemeenteklanten_zonder_profiel": (False, False),
        "uwv_met_profiel": (True, True),
        "uwv_zonder_profiel": (True, False),
    }
    table = [row for row in rows("transparency_golden") if row["gemeente_code"]]
    return [
        Cell(index[row["gemeente_code"]], uwv, profile, int(row[column]))
        for row, (column, (uwv, profile)) in product(table, columns.items())
    ]


def spread(region: int, clients: int, seed: int) -> list[Cell]:
    """So many clients over the municipalities of a region by inhabitants, with the shares of the golden table.

    Municipalities differ as in Drenthe, where 4% to 23% of the municipality's clients have a profile.
    """
    parts = [(index, one.inhabitants) for index, one in enumerate(gazetteer().municipalities) if one.region == region]
    indexes, inhabitants = np.array(parts).T
    bounds = np.rint(clients * np.cumsum(inhabitants) / inhabitants.sum()).astype(np.int64)
    total = np.diff(bounds, prepend=0)
    draws = Draws(seed, indexes)
    gem = _part(total, "aandeel_gemeenteklanten_in_sonar", 0.35, draws)
    gem_profile = _part(gem, "aandeel_gemeenteklanten_met_profiel", 0.6, draws)
    uwv_profile = _part(total - gem, "aandeel_uwv_klanten_met_profiel", 0.08, draws)
    counts = zip(gem_profile, gem - gem_profile, uwv_profile, total - gem - uwv_profile, strict=True)
    kinds = ((False, True), (False, False), (True, True), (True, False))
    return [
        Cell(int(index), uwv, profile, int(number))
        for index, numbers in zip(indexes, counts, strict=True)
        for (uwv, profile), number in zip(kinds, numbers, strict=True)
    ]


def _part(whole: Ints, share: str, variation: float, draws: Draws) -> Ints:
    """The published share of each number: at most `variation` (a fraction of it) off, but right over the region."""
    factor = 1 + variation * (2 * draws.chances(f"cells.{share}") - 1)
    factor *= whole.sum() / max((whole * factor).sum(), 1.0)
    mean = whole * figure(share) * factor
    return np.minimum((mean + draws.chances(f"cells.{share}.rounding")).astype(np.int64), whole)
