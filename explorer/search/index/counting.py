"""Counts every value over a set of cards: by gathering the cards of a small set, or by intersecting a large one."""

from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from explorer.search.index.bits import as_rows, bitmap
from explorer.search.index.columns import Columns

Counts = npt.NDArray[np.int64]

SMALL = 20
"""A set below a twentieth of all cards is gathered row by row."""
FREQUENT = 500
"""A value on more cards than this is counted by its bitmap, a rarer one by summing over its cards."""


class Counter:
    """Counts over one index's columns. Reads only; safe for any number of threads once it is warm."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._everyone = BitMap(range(columns.size))

    @property
    def all_values(self) -> slice:
        return slice(0, len(self._columns.values))

    @cached_property
    def totals(self) -> Counts:
        """How many cards have each value."""
        starts = self._columns.starts.astype(np.int64)
        return starts[1:] - starts[:-1]

    def counts(self, cards: BitMap, values: slice) -> Counts:
        """How many of these cards have each value of a slice of the value table. Exact."""
        number, size = len(cards), self._columns.size
        if number * 2 > size:
            missing = self._everyone - cards
            return self.totals[values] - (self.counts(missing, values) if missing else 0)
        if number * SMALL <= size:
            return self._gathered(as_rows(cards))[values]
        return self._intersected(cards, values)

    def _gathered(self, rows: npt.NDArray[np.uint32]) -> Counts:
        """Concatenates the values of these cards and counts them."""
        offsets = self._columns.offsets
        first, lengths = offsets[rows].astype(np.int64), (offsets[rows + 1] - offsets[rows]).astype(np.int64)
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(first - ends + lengths, lengths)
        return np.bincount(self._columns.ids[places], minlength=len(self._columns.values))

    def _intersected(self, cards: BitMap, values: slice) -> Counts:
        """Frequent values by their bitmaps; all rare ones together by one sum over their cards."""
        found = np.zeros(values.stop - values.start, np.int64)
        few, many = self._within(self._rare, values), self._within(self._frequent, values)
        found[self._frequent[many] - values.start] = [
            one.intersection_cardinality(cards) for one in self._bitmaps[many]
        ]
        if few.stop > few.start:
            found[self._rare[few] - values.start] = self._summed(cards, few)
        return found

    def _summed(self, cards: BitMap, few: slice) -> Counts:
        """For a slice of the rare values: their cards lie one after another, so one sum per stretch does it."""
        inside = np.zeros(self._columns.size, np.uint8)
        inside[as_rows(cards)] = 1
        first, last = self._rare_starts[few.start], self._rare_starts[few.stop]
        hits = inside[self._rare_rows[first:last]]
        return np.add.reduceat(hits, self._rare_starts[few] - first, dtype=np.int64)

    @staticmethod
    def _within(numbers: Counts, values: slice) -> slice:
        """Which of these ascending value ids lie in the slice."""
        first, last = np.searchsorted(numbers, (values.start, values.stop))
        return slice(int(first), int(last))

    @cached_property
    def _frequent(self) -> Counts:
        return np.flatnonzero(self.totals > FREQUENT)

    @cached_property
    def _bitmaps(self) -> list[BitMap]:
        return [bitmap(self._columns.rows_of(number)) for number in self._frequent]

    @cached_property
    def _rare(self) -> Counts:
        return np.flatnonzero(self.totals <= FREQUENT)

    @cached_property
    def _rare_rows(self) -> npt.NDArray[np.uint32]:
        parts = [self._columns.rows_of(number) for number in self._rare]
        return np.concatenate(parts) if parts else np.zeros(0, np.uint32)

    @cached_property
    def _rare_starts(self) -> Counts:
        return np.concatenate(([0], np.cumsum(self.totals[self._rare])))

    def warm(self) -> None:
        """Builds what the first count would build, so that no request waits for it."""
        _ = (self.totals, self._bitmaps, self._rare_rows, self._rare_starts)
