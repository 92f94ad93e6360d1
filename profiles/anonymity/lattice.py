"""The ways in which the six facts can be widened together, best first, and facts as numbers to do it fast."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from profiles.anonymity.facts import COUNTRY, UNKNOWN, Facts, Ladders, wider_place
from profiles.anonymity.loss import POINTS

Numbers = npt.NDArray[np.int64]
Vector = tuple[int, ...]
"""For each fact how many steps it is widened: (0, 0, 0, 0, 1, 0) withholds the travel band only."""


@cache
def vectors() -> tuple[Vector, ...]:
    """All of them by what they lose, the least first; of equal loss the one that keeps the earlier facts."""
    steps = [range(len(points)) for points in POINTS.values()]
    return tuple(sorted(product(*steps), key=lambda vector: (points(vector), vector)))


@cache
def points(vector: Vector) -> float:
    """What a person loses of whom all six facts are known."""
    return sum(lost[step] for lost, step in zip(POINTS.values(), vector, strict=True))


@dataclass(frozen=True, eq=False)
class Coded:
    """Combinations of facts as rows; a label on all six facts together is one number, its key."""

    rows: Sequence[Facts]
    ladders: Ladders

    def keys(self, vector: Vector, rows: Numbers) -> Numbers:
        """The labels of these rows when each fact is widened by its step of the vector."""
        parts = [self._parts[fact][step][rows] for fact, step in enumerate(vector)]
        return np.sum(parts, axis=0, dtype=np.int64) if parts else np.zeros(len(rows), np.int64)

    @property
    def span(self) -> int:
        """Keys lie below this."""
        return int(np.prod([len(codes) for codes in self._codes]))

    def key_of(self, label: Facts) -> int | None:
        """The key of a label; None when it holds a code that no row can be widened to."""
        places = [codes.get(code) for codes, code in zip(self._place_of, label, strict=True)]
        if None in places:
            return None
        return sum(place * unit for place, unit in zip(places, self._units, strict=True) if place is not None)

    def label(self, key: int) -> Facts:
        """The label of a key."""
        return Facts(*(codes[key // unit % len(codes)] for codes, unit in zip(self._codes, self._units, strict=True)))

    @cached_property
    def _steps(self) -> list[list[Callable[[str], str]]]:
        return [_steps(name, self.ladders.get(name, {})) for name in Facts._fields]

    @cached_property
    def _codes(self) -> list[list[str]]:
        """By fact: every code that occurs or that one can be widened to, in order."""
        found = [set(column) for column in zip(*self.rows, strict=True)]
        return [
            sorted({step(code) for code in codes for step in steps})
            for codes, steps in zip(found, self._steps, strict=True)
        ]

    @cached_property
    def _place_of(self) -> list[dict[str, int]]:
        return [{code: place for place, code in enumerate(codes)} for codes in self._codes]

    @cached_property
    def _units(self) -> list[int]:
        """What a place in each fact's codes is worth in a key."""
        sizes = [len(codes) for codes in self._codes]
        return [int(np.prod(sizes[fact + 1 :], dtype=np.int64)) for fact in range(len(sizes))]

    @cached_property
    def _parts(self) -> list[list[Numbers]]:
        """By fact and step: what it adds to the key of each row."""
        columns = zip(zip(*self.rows, strict=True), self._steps, self._place_of, self._units, strict=True)
        return [
            [_numbers(column, {code: place_of[step(code)] * unit for code in set(column)}) for step in steps]
            for column, steps, place_of, unit in columns
        ]


def _steps(fact: str, ladder: Mapping[str, str]) -> list[Callable[[str], str]]:
    """The functions that widen a code by 0, 1 … steps."""
    if fact == "place":
        return [lambda code: code, wider_place, lambda _: COUNTRY]
    if len(POINTS[fact]) == 2:
        return [lambda code: code, lambda _: UNKNOWN]
    return [lambda code: code, lambda code: ladder.get(code, code), lambda _: UNKNOWN]


def _numbers(column: Iterable[str], number_of: Mapping[str, int]) -> Numbers:
    return np.fromiter((number_of[code] for code in column), np.int64)
