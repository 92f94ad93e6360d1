"""The values of all cards in lines of equal length, so that those of any cards are read in one stride.

A list shorter than the line is filled up with an id that is no value. The few lists that are longer keep their end
apart, so that one long card does not widen all lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from explorer.search.index.bits import Rows, as_rows

Ids = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int32]

FITTING = 95
"""So many cards in a hundred fit in their line."""
AT_ONCE = 40_000
"""So many value ids are counted in one go: they stay within the processor's cache."""


@dataclass(frozen=True, eq=False)
class Lines:
    """`lines[row]` has the value ids of a card; what did not fit is in `rest`, of the cards in `rest_rows`.

    Value ids are below `width`, which itself fills lines up.
    """

    lines: Ids
    rest_rows: Rows
    rest: Ids
    width: int

    def counts(self, cards: BitMap) -> Counts:
        """How many of these cards have each value."""
        rows = as_rows(cards)
        found = np.zeros(self.width + 1, np.int32)
        stride = AT_ONCE // max(1, self.lines.shape[1])
        for start in range(0, len(rows), stride):
            ids = self.lines.take(rows[start : start + stride], axis=0)
            found += np.bincount(ids.ravel(), minlength=self.width + 1).astype(np.int32)
        if longer := cards & self._longer:
            ends = np.concatenate([self._end_of[row] for row in longer])
            found += np.bincount(ends, minlength=self.width + 1).astype(np.int32)
        return found[: self.width]

    @cached_property
    def _longer(self) -> BitMap:
        return BitMap(self.rest_rows.tolist())

    @cached_property
    def _end_of(self) -> Mapping[int, Ids]:
        """By card, what did not fit in its line."""
        rows, starts = np.unique(self.rest_rows, return_index=True)
        return dict(zip(rows.tolist(), np.split(self.rest, starts[1:]), strict=True)) if len(rows) else {}


def in_lines(row_of: Rows, ids: Ids, size: int, chosen: npt.NDArray[np.bool_]) -> Lines:
    """Lines of `size` cards, of the chosen value ids and the card of each, ascending by card."""
    row_of, ids = row_of[chosen[ids]], ids[chosen[ids]]
    lengths = np.bincount(row_of, minlength=size)
    longest = int(np.percentile(lengths, FITTING)) if size else 0
    place = np.arange(len(ids)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    fits = place < longest
    filled = np.full((size, longest), len(chosen), np.uint16)
    filled[row_of[fits], place[fits]] = ids[fits]
    return Lines(filled, row_of[~fits], ids[~fits], len(chosen))
