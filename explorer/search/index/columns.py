"""The index as plain arrays: what each card has, and who has each value. Knows no query and no database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from profiles.terms import IMPLIED, MORE, Terms, encoded, marks

OPEN = MORE
SELF = "="

Ids = npt.NDArray[np.uint16]
Rows = npt.NDArray[np.uint32]
Value = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Columns:
    """`values` are (field, code) sorted by field; a value's position is its id. A card's row is its number.

    `ids[offsets[row]:offsets[row + 1]]` are the values of a card, `rows[starts[id]:starts[id + 1]]` the cards with a
    value, in ascending order.
    """

    values: tuple[Value, ...]
    offsets: Rows
    ids: Ids
    starts: Rows
    rows: Rows

    @property
    def size(self) -> int:
        """The number of cards."""
        return len(self.offsets) - 1

    @cached_property
    def id_of(self) -> Mapping[Value, int]:
        return {value: number for number, value in enumerate(self.values)}

    def rows_of(self, number: int) -> Rows:
        """The cards with one value, ascending."""
        return self.rows[self.starts[number] : self.starts[number + 1]]


CardRow = tuple[int, Iterable[Value]]
"""A card: its number and all its values."""


def columns(cards: Iterable[CardRow]) -> Columns:
    """Builds the arrays.

    Raises:
        ValueError: the numbers are not 0, 1, 2 … without gaps.
    """
    found: dict[Value, int] = {}
    by_number = {number: [found.setdefault(value, len(found)) for value in values] for number, values in cards}
    if by_number and max(by_number) != len(by_number) - 1:
        raise ValueError(f"{len(by_number)} cards, but numbers up to {max(by_number)}")
    return _packed(found, [by_number[number] for number in range(len(by_number))])


def list_values(field: str, terms: Terms, parents: Collection[str]) -> list[Value]:
    """The values of one list: shown and implied terms, and the two marks. `parents` have something below them."""
    return [value for mark in marks(encoded(terms)) for value in mark_values(field, mark, parents)]


def mark_values(field: str, mark: str, parents: Collection[str]) -> list[Value]:
    """The values that one mark of a stored list stands for (`profiles.terms` gives its form)."""
    if mark.startswith(IMPLIED):
        return [(field, mark[len(IMPLIED) :])]
    return [(field, mark), (field, SELF + mark)] if mark in parents else [(field, mark)]


def _packed(found: Mapping[Value, int], by_row: list[list[int]]) -> Columns:
    values = sorted(found)
    place = np.empty(len(values), np.uint16)
    place[[found[value] for value in values]] = np.arange(len(values), dtype=np.uint16)
    lengths = np.fromiter((len(row) for row in by_row), np.uint32, len(by_row))
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32)
    ids = place[np.fromiter((number for row in by_row for number in row), np.uint16, int(offsets[-1]))]
    order = np.argsort(ids, kind="stable")
    rows = np.repeat(np.arange(len(by_row), dtype=np.uint32), lengths)[order]
    starts = np.concatenate(([0], np.cumsum(np.bincount(ids, minlength=len(values))))).astype(np.uint32)
    return Columns(tuple(values), offsets, ids, starts, rows)
