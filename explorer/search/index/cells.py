"""Counts that are known in advance: of everyone who has one label of one axis and one of another.

An axis divides all cards, by one label or by which wanted lists are open (a term that is not shown may still be
there). Most of what a search leaves is what it leaves of two axes, so only the difference is left to count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from explorer.search.index.bits import Rows
from explorer.search.index.columns import OPEN, Columns, Value
from explorer.search.index.lines import Counts, Ids
from profiles.display import ATTRIBUTES, FACTS, LISTS

OPENNESS = "open"
"""The axis with a part for every set of open wanted lists: part 5 = 101 in binary has the first and the third."""
WANTED = tuple(shown.field for shown in LISTS if shown.wanted)
LABEL_AXES = tuple(field for field in (*FACTS, *ATTRIBUTES) if field not in ("place", "travel"))
"""Place and travel are no axes: what is asked of them leaves few cards, or depends on both."""

Axes = Mapping[str, int]
"""By axis, how many parts it has."""


def axes(values: Sequence[Value]) -> Axes:
    """The axes of an index. A label's part is its rank among the field's values."""
    sizes = {name: sum(field == name for field, _code in values) for name in LABEL_AXES}
    return {OPENNESS: 2 ** len(WANTED)} | {name: size for name, size in sizes.items() if size}


def open_parts(fields: Sequence[str]) -> list[int]:
    """The parts in which all these wanted lists are open."""
    wanted = sum(1 << WANTED.index(field) for field in fields)
    return [part for part in range(2 ** len(WANTED)) if part & wanted == wanted]


@dataclass(frozen=True, eq=False)
class Cells:
    """By pair of axes a table [part, part, value] of how many cards there are."""

    tables: Mapping[tuple[str, str], npt.NDArray[np.int32]]

    def counts(self, one: str, parts: Sequence[int], other: str, other_parts: Sequence[int]) -> Counts:
        """How many cards in these parts of two axes have each value."""
        if (other, one) in self.tables:
            one, parts, other, other_parts = other, other_parts, one, parts
        chosen = self.tables[one, other][np.ix_(parts, other_parts)]
        found: Counts = chosen.sum(axis=(0, 1), dtype=np.int32)
        return found


def cells(columns: Columns) -> Cells:
    """The tables of an index."""
    return Cells(dict(_tables(axes(columns.values), columns.cells, len(columns.values))))


def _tables(sizes: Axes, flat: Counts, width: int) -> Iterator[tuple[tuple[str, str], npt.NDArray[np.int32]]]:
    start = 0
    for one, other in combinations(sizes, 2):
        end = start + sizes[one] * sizes[other] * width
        yield (one, other), flat[start:end].reshape(sizes[one], sizes[other], width)
        start = end


def count_cells(values: Sequence[Value], row_of: Rows, ids: Ids) -> Counts:
    """Counts all tables of cards, given as value ids and the card of each: the array that `cells` reads."""
    sizes, width = axes(values), len(values)
    part_of = {name: _parts(name, values, row_of, ids) for name in sizes}
    tables = []
    for one, other in combinations(sizes, 2):
        first_of_cell = (part_of[one] * sizes[other] + part_of[other]) * width
        places = first_of_cell[row_of]
        places += ids
        tables.append(np.bincount(places, minlength=sizes[one] * sizes[other] * width).astype(np.int32))
    return np.concatenate(tables) if tables else np.zeros(0, np.int32)


def _parts(name: str, values: Sequence[Value], row_of: Rows, ids: Ids) -> npt.NDArray[np.intp]:
    """For each card its part of an axis."""
    if name != OPENNESS:
        numbers = [number for number, (field, _code) in enumerate(values) if field == name]
        return ids[(ids >= numbers[0]) & (ids <= numbers[-1])].astype(np.intp) - numbers[0]
    parts = np.zeros(int(row_of[-1]) + 1 if len(row_of) else 0, np.intp)
    for place, field in enumerate(WANTED):
        if (field, OPEN) in values:
            parts[row_of[ids == values.index((field, OPEN))]] += 1 << place
    return parts
