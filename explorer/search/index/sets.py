"""Which cards meet a test and which it leaves open, as bitmaps; worked out once for each test."""

import functools
import operator
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from pyroaring import BitMap

from explorer.search.index.bits import bitmap
from explorer.search.index.candidates import Sets
from explorer.search.index.columns import OPEN, SELF, Columns, Value
from explorer.search.matching import LabelTest, PairTest, TermTest, Test


class SetReader:
    """Turns tests into sets of cards of one index."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.everyone = BitMap(range(columns.size))
        self.of = lru_cache(maxsize=512)(self._work_out)
        self._cards_with = lru_cache(maxsize=None)(self._read_cards_with)

    def _work_out(self, test: Test) -> Sets:
        match test:
            case LabelTest():
                met = self._any((test.field, label) for label in test.met)
                return Sets(met, met | self._any((test.field, label) for label in test.unknown))
            case PairTest():
                met = self._any_pair(test.fields, test.met)
                return Sets(met, met | self._any_pair(test.fields, test.unknown))
            case TermTest():
                met = self._any((test.field, code) for code in test.chosen)
                return Sets(met, met | self._open_to(test) if test.wanted else self.everyone)

    def _open_to(self, test: TermTest) -> BitMap:
        """Cards whose wanted list leaves a test open: it is not complete, or shows a parent of what is asked."""
        parents = ((test.field, SELF + code) for code in test.above)
        return self._any([(test.field, OPEN), *parents])

    def _any(self, values: Iterable[Value]) -> BitMap:
        return functools.reduce(operator.or_, map(self._cards_with, values), BitMap())

    def _any_pair(self, fields: tuple[str, str], pairs: Iterable[tuple[str, str]]) -> BitMap:
        by_second: defaultdict[str, list[Value]] = defaultdict(list)
        for first, second in pairs:
            by_second[second].append((fields[0], first))
        parts = (self._any(firsts) & self._cards_with((fields[1], second)) for second, firsts in by_second.items())
        return functools.reduce(operator.or_, parts, BitMap())

    def _read_cards_with(self, value: Value) -> BitMap:
        number = self._columns.id_of.get(value)
        return BitMap() if number is None else bitmap(self._columns.rows_of(number))
