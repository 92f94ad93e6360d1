"""What a question asks of the feed: all clients or those of a region, all or those changed since, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sync.mocksonar.dirt import Item
from sync.mocksonar.draws import Ints
from sync.mocksonar.population import Population
from sync.mocksonar.segment import Segment

BLOCK = 4096  # records looked at together
EVERYWHERE, ELSEWHERE = "", "overig"


@dataclass(frozen=True)
class Page:
    items: list[Item]
    following: int | None  # the position at which the next page starts


@dataclass(frozen=True)
class Selection:
    """Part of a population. `region`: "1".."35", ELSEWHERE or EVERYWHERE; `since`: first day of change, or None."""

    population: Population
    region: str = EVERYWHERE
    since: int | None = None

    def total(self) -> int:
        """The exact number of records; changes have to be counted, which is done once per question."""
        return _changed(self) if self.since else sum(map(self.population.size, self._segments()))

    def page(self, start: int, limit: int) -> Page:
        """At most `limit` records from a position on."""
        items: list[Item] = []
        for segment, offset, positions in self.blocks(start, BLOCK if self.since else limit):
            found = self.matching(segment, positions)
            room = limit - len(items)
            items += self.population.items(segment, found[:room])
            if len(found) > room:
                return Page(items, offset + int(found[room]))
        return Page(items, None)

    def blocks(self, start: int, size: int) -> Iterator[tuple[Segment, int, Ints]]:
        """From a position of the selection on: segment, position of its first record, and positions within it."""
        offset = 0
        for segment in self._segments():
            length = self.population.size(segment)
            for first in range(max(start - offset, 0), length, size):
                yield segment, offset, np.arange(first, min(first + size, length))
            offset += length

    def matching(self, segment: Segment, positions: Ints) -> Ints:
        if not self.since:
            return positions
        return positions[self.population.timeline(segment, positions).changed >= self.since]

    def _segments(self) -> Iterator[Segment]:
        for segment in self.population.segments:
            name = ELSEWHERE if segment.region is None else str(segment.region)
            if self.region in (EVERYWHERE, name):
                yield segment


@lru_cache(maxsize=64)
def _changed(selection: Selection) -> int:
    blocks = selection.blocks(0, BLOCK)
    return sum(len(selection.matching(segment, positions)) for segment, _, positions in blocks)
