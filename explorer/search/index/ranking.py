"""Takes one page out of a large set in the day's rotation, without sorting the set."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from explorer.search.index.bits import as_rows, bitmap

BUCKETS = 256


class Rotation:
    """The order of one day: `turns[row]` is a card's turn; lower comes first.

    The cards lie in buckets of ascending turns, so that a page is found by counting buckets and sorting one or two.
    """

    def __init__(self, turns: npt.NDArray[np.int64]) -> None:
        self._turns = turns
        order = np.argsort(turns).astype(np.uint32)
        self._buckets = [bitmap(np.sort(part)) for part in np.array_split(order, BUCKETS) if len(part)]

    def taken(self, levels: Iterable[BitMap], first: int, number: int) -> list[int]:
        """`number` cards from place `first` on: the levels after one another, each in the day's order."""
        found: list[int] = []
        for part in self._parts(levels):
            size = len(part)
            if first >= size:
                first -= size
                continue
            rows = as_rows(part)
            ordered = rows[np.argsort(self._turns[rows])]
            found += ordered[first : first + number - len(found)].tolist()
            first = 0
            if len(found) >= number:
                break
        return found

    def _parts(self, levels: Iterable[BitMap]) -> Iterator[BitMap]:
        """The levels cut into pieces small enough to sort."""
        for level in levels:
            if len(level) <= 2 * len(self._buckets):
                yield level
            else:
                yield from (level & bucket for bucket in self._buckets)


def by_score(cards: BitMap, met: Sequence[BitMap]) -> list[BitMap]:
    """Splits the cards by how many of these sets they are in: most first."""
    levels = [cards]
    for one in met:
        stays = [level - one for level in levels]
        rises = [level & one for level in levels]
        levels = [stays[0], *(up | stay for up, stay in zip(rises[:-1], stays[1:], strict=True)), rises[-1]]
    return levels[::-1]
