"""Which cards meet a test and which it leaves open, as bitmaps; worked out once for each test."""

from collections.abc import Iterable

from pyroaring import BitMap

from explorer.search.index.candidates import Sets
from explorer.search.index.columns import OPEN, SELF, Columns, Value
from explorer.search.index.memory import remembered
from explorer.search.matching import LabelTest, PairTest, TermTest, Test


class SetReader:
    """Turns tests into sets of cards of one index. Who has each value is read at once, so that memory does not grow
    with every value that is asked for the first time."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.everyone = BitMap(range(columns.size))
        self.of = remembered(self._work_out, 256)
        self.by_id = [columns.cards_with(number) for number in range(len(columns.values))]
        self._stretch = remembered(self._find_stretch)

    def excludes(self, test: Test) -> bool:
        """Whether a test excludes anyone at all: one on a list of what people can does not."""
        return len(self.of(test).possible) < self._columns.size

    def cards_with(self, value: Value) -> BitMap:
        """The cards that show a value; nobody if no card shows it."""
        number = self._columns.id_of.get(value)
        return BitMap() if number is None else self.by_id[number]

    def _work_out(self, test: Test) -> Sets:
        match test:
            case LabelTest():
                met = self._any((test.field, label) for label in test.met)
                return Sets(met, met | self._any((test.field, label) for label in test.unknown))
            case PairTest():
                met = self._any_pair(test, test.met)
                return Sets(met, met | self._any_pair(test, test.unknown))
            case TermTest():
                met = self._any((test.field, code) for code in test.chosen)
                return Sets(met, met | self._open_to(test) if test.wanted else self.everyone)

    def _open_to(self, test: TermTest) -> BitMap:
        """Cards whose wanted list leaves a test open: it is not complete, or shows a parent of what is asked."""
        parents = ((test.field, SELF + code) for code in test.above)
        return self._any([(test.field, OPEN), *parents])

    def _any(self, values: Iterable[Value]) -> BitMap:
        return union(map(self.cards_with, values))

    def _any_pair(self, test: PairTest, pairs: Iterable[tuple[str, str]]) -> BitMap:
        found = BitMap()
        for pair in pairs:
            found.add_range(*self._stretch(test.fields, pair))
        return found

    def _find_stretch(self, fields: tuple[str, str], pair: tuple[str, str]) -> tuple[int, int]:
        """The rows of the cards with two labels that are asked together: first, and one past the last.

        Raises:
            ValueError: the rows do not lie together, so this is not an index of ours.
        """
        one, other = (self.cards_with((field, code)) for field, code in zip(fields, pair, strict=True))
        both = one & other
        first, end = (both[0], both[-1] + 1) if both else (0, 0)
        if end - first != len(both):
            raise ValueError(f"The cards of {pair} do not lie together.")
        return first, end


def union(sets: Iterable[BitMap]) -> BitMap:
    """Everyone who is in one of the sets."""
    found = list(sets)
    return BitMap.union(*found) if found else BitMap()
