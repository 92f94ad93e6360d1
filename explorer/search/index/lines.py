"""The values of all cards in lines of equal length, so that those of any cards are read in one stride.

A list shorter than its line is filled up with an id that is no value. The end of a longer list stands in a second,
wider table, so that a few long cards do not widen the lines of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from explorer.search.index.bits import Rows, as_rows

Ids = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int32]

FITTING = 90
"""So many cards in a hundred fit in their line."""
AT_ONCE = 40_000
"""So many value ids are counted in one go: they stay within the processor's cache."""


@dataclass(frozen=True, eq=False)
class Lines:
    """`lines[row]` has the value ids of a card; of a longer one also `ends[end_of[row]]`, of others `end_of` is -1.

    Value ids are below `width`, which itself fills lines up.
    """

    lines: Ids
    end_of: npt.NDArray[np.int32]
    ends: Ids
    width: int

    def counts(self, cards: BitMap) -> Counts:
        """How many of these cards have each value."""
        rows = as_rows(cards)
        ends = self.end_of[rows]
        found = np.zeros(self.width + 1, np.intp)
        for ids in chain(_strides(self.lines, rows), _strides(self.ends, ends[ends >= 0])):
            found += np.bincount(ids, minlength=self.width + 1)
        return found[: self.width].astype(np.int32)


def in_lines(row_of: Rows, ids: Ids, size: int, chosen: npt.NDArray[np.bool_]) -> Lines:
    """Lines of `size` cards, of the chosen value ids and the card of each, ascending by card."""
    row_of, ids = row_of[chosen[ids]], ids[chosen[ids]]
    lengths = np.bincount(row_of, minlength=size)
    place = np.arange(len(ids)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    fitting = int(np.percentile(lengths, FITTING)) if size else 0
    is_longer = lengths > fitting
    end_of = np.where(is_longer, np.cumsum(is_longer) - 1, -1).astype(np.int32)
    lines = np.full((size, fitting), len(chosen), np.uint16)
    ends = np.full((int(is_longer.sum()), max(0, int(lengths.max(initial=0)) - fitting)), len(chosen), np.uint16)
    fits = place < fitting
    lines[row_of[fits], place[fits]] = ids[fits]
    ends[end_of[row_of[~fits]], place[~fits] - fitting] = ids[~fits]
    return Lines(lines, end_of, ends, len(chosen))


def _strides(table: Ids, rows: npt.NDArray[np.integer]) -> Iterator[Ids]:
    """The ids of these rows, a part at a time."""
    stride = AT_ONCE // max(1, table.shape[1])
    for start in range(0, len(rows), stride):
        yield table.take(rows[start : start + stride], axis=0).ravel()
