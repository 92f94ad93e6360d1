"""Counts every value over a set of cards: a small set card by card, a larger one by bitmaps and the rare values."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from explorer.search.index.columns import GROUPS, Columns
from explorer.search.index.lines import Counts
from explorer.search.index.memory import remembered
from explorer.search.index.sets import SetReader

BITMAP = 32_000
"""Intersecting one bitmap takes about as long as looking at every 32,000th card with everything it shows."""
FEW = 200
"""A part of the value table that is not longer is counted by bitmaps alone."""


class Counter:
    """Counts over one index's columns. Reads only; safe for any number of threads."""

    def __init__(self, columns: Columns, sets: SetReader) -> None:
        self._columns = columns
        self._sets = sets
        self.everyone = sets.everyone
        self._groups_within = remembered(self._find_groups, 64)
        self._rare = {GROUPS["wanted"]: columns.wanted, GROUPS["can"]: columns.can}

    @property
    def all_values(self) -> slice:
        return slice(0, len(self._columns.values))

    def counts(self, cards: BitMap, values: slice) -> Counts:
        """How many of these cards have each value of a slice of the value table. Exact."""
        others = self.everyone - cards
        if len(others) < len(cards):
            return self._columns.totals[values] - self._of_few(others, cards, values)
        return self._of_few(cards, others, values)

    def is_short(self, values: slice) -> bool:
        """Whether a slice of the value table takes no more than a few bitmaps to count."""
        return len(self._columns.totals[values]) <= FEW

    def _of_few(self, cards: BitMap, others: BitMap, values: slice) -> Counts:
        """Counts half of all cards or fewer; `others` are all the rest."""
        by_bitmap = range(values.start, values.stop) if self.is_short(values) else self._frequent_within(values)
        if len(cards) * BITMAP <= len(by_bitmap) * self._columns.size:
            return self._columns.shown.counts(cards)[values]
        found = np.zeros(values.stop - values.start, np.int32)
        for group in () if self.is_short(values) else self._groups_within(values.start, values.stop):
            found += self._rare[group].counts(cards)[values]
        places = np.asarray(by_bitmap)
        found[places - values.start] = self._columns.totals[places] - self._shared(others, by_bitmap)
        return found

    def _shared(self, others: BitMap, numbers: Sequence[int]) -> list[int]:
        """How many of the others have each value. There are many of them: dense bitmaps are intersected fastest."""
        return [others.intersection_cardinality(self._sets.by_id[number]) for number in numbers]

    def _frequent_within(self, values: slice) -> Sequence[int]:
        return self._frequent[bisect_left(self._frequent, values.start) : bisect_left(self._frequent, values.stop)]

    def _find_groups(self, start: int, stop: int) -> list[int]:
        """The groups of rare values that a part of the value table has."""
        found: list[int] = np.unique(self._columns.groups[start:stop]).tolist()
        return [group for group in found if group]

    @cached_property
    def _frequent(self) -> Sequence[int]:
        """The values that are not among the rare ones, ascending."""
        found: list[int] = np.flatnonzero(self._columns.groups == 0).tolist()
        return found
