"""Counts over the cards that tests leave, as the difference from the nearest set whose counts are known.

Known are nobody, everyone, and the cells of two axes (`cells.py`). So only the cards that make a difference are
looked at: those that some other test takes away, and those that show a chosen term.
"""

import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from explorer.search.index.cells import LABEL_AXES, OPENNESS, axes, cells, open_parts
from explorer.search.index.columns import OPEN, Columns
from explorer.search.index.counting import Counter
from explorer.search.index.lines import Counts
from explorer.search.index.memory import remembered
from explorer.search.index.sets import SetReader
from explorer.search.matching import LabelTest, TermTest, Test

Tests = tuple[Test, ...]

REMEMBERED = 256
CELLS = 500
"""Adding up cells takes about as long as looking at this many cards."""


@dataclass(frozen=True)
class Share:
    """What tests leave of one axis: the cards, and the parts they are."""

    axis: str
    cards: BitMap
    parts: Sequence[int]


class KnownCounts:
    """Counts of what tests leave. Remembers whole searches: they come back, page by page and as parts of others."""

    def __init__(self, columns: Columns, sets: SetReader, counter: Counter) -> None:
        self._columns = columns
        self._sets = sets
        self._counter = counter
        self._axes = axes(columns.values)
        self._cells = cells(columns)
        self.of_all = remembered(self._count, REMEMBERED)

    def left(self, tests: Tests, cards: BitMap) -> BitMap:
        """Those of these cards that no test excludes."""
        for test in tests:
            cards = cards & self._sets.of(test).possible
        return cards

    def of(self, tests: Tests, values: slice) -> Counts:
        """How many of the cards that all tests leave have each value of a slice of the value table."""
        left = self.left(tests, self._counter.everyone)
        shares = sorted(self._shares(tests), key=lambda share: len(share.cards))[:2]
        near = functools.reduce(operator.and_, (share.cards for share in shares), self._counter.everyone)
        too_many, too_few = near - left, left - near
        directly = min(len(left), self._columns.size - len(left))
        if not shares or directly <= len(too_many) + len(too_few) + CELLS:
            return self._counter.counts(left, values)
        more, less = (self._counter.counts(cards, values) if cards else 0 for cards in (too_few, too_many))
        return self._known(shares)[values] + more - less

    def _count(self, tests: Tests) -> Counts:
        return self.of(tests, self._counter.all_values)

    def _shares(self, tests: Tests) -> list[Share]:
        """What the tests leave of each axis that they are about."""
        labels = [test for test in tests if isinstance(test, LabelTest) and test.field in LABEL_AXES]
        shares = [self._label_share(field, labels) for field in {test.field for test in labels}]
        fields = [test.field for test in tests if isinstance(test, TermTest)]
        return [*shares, self._open_share(fields)] if fields else shares

    def _label_share(self, field: str, tests: Sequence[LabelTest]) -> Share:
        same = [test for test in tests if test.field == field]
        left = frozenset.intersection(*(test.met | test.unknown for test in same))
        parts = [part for part, code in enumerate(self._columns.codes[field]) if code in left]
        return Share(field, self.left(tuple(same), self._counter.everyone), parts)

    def _open_share(self, fields: Sequence[str]) -> Share:
        """Everyone whose lists are all open: whatever is asked of these, it excludes nobody there."""
        cards = (self._sets.cards_with((field, OPEN)) for field in fields)
        return Share(OPENNESS, functools.reduce(operator.and_, cards), open_parts(fields))

    def _known(self, shares: Sequence[Share]) -> Counts:
        """What two shares have in common, or one has in common with everyone."""
        one, *others = shares
        if others:
            return self._cells.counts(one.axis, one.parts, others[0].axis, others[0].parts)
        other = min(self._axes.keys() - {one.axis}, key=self._axes.__getitem__)
        return self._cells.counts(one.axis, one.parts, other, range(self._axes[other]))
