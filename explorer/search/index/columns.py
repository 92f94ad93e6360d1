"""The index as plain arrays: what each card has, and who has each value. Knows no query and no database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from explorer.search.index.bits import Rows
from explorer.search.index.lines import Counts, Lines
from profiles.terms import IMPLIED, MORE

OPEN = MORE
SELF = "="
GROUPS = {"wanted": 1, "can": 2}
"""The rare values of wanted lists, which may be counted alone, and of the other lists."""
ASKED_TOGETHER = ("place", "travel")
"""The two labels that a workplace asks as a pair; rows are sorted by the second, then by the first."""

Bytes = npt.NDArray[np.uint8]
Value = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Columns:
    """`values` are (field, code) sorted by field; a value's position is its id. `numbers[row]` is a card's number.

    `shown` has all values of each card; `wanted` and `can` only the rare ones, of wanted and of other lists. Which of
    these a value is in says `groups[id]`. `packed[starts[id]:starts[id + 1]]` is the bitmap of the cards with a
    value, `totals[id]` how many they are. `cells` are counts that are known in advance (`cells.py`).
    """

    values: tuple[Value, ...]
    numbers: Rows
    shown: Lines
    wanted: Lines
    can: Lines
    groups: Bytes
    starts: Rows
    packed: Bytes
    totals: Counts
    cells: Counts

    @property
    def size(self) -> int:
        """The number of cards."""
        return len(self.numbers)

    @cached_property
    def id_of(self) -> Mapping[Value, int]:
        return {value: number for number, value in enumerate(self.values)}

    @cached_property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """By field the codes of its values, in order."""
        return {field: tuple(code for _, code in part) for field, part in groupby(self.values, key=itemgetter(0))}

    def cards_with(self, number: int) -> BitMap:
        """The cards with one value, by its id."""
        return BitMap.deserialize(self.packed[self.starts[number] : self.starts[number + 1]].tobytes())


def mark_values(field: str, mark: str, parents: Collection[str]) -> list[Value]:
    """The values that one mark of a stored list stands for (`profiles.terms` gives its form)."""
    if mark.startswith(IMPLIED):
        return [(field, mark[len(IMPLIED) :])]
    return [(field, mark), (field, SELF + mark)] if mark in parents else [(field, mark)]
