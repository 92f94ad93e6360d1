"""All facet counts of one question: each facet over what the *other* requirements leave."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pyroaring import BitMap

from explorer.search.facets import Facet, FacetCount
from explorer.search.index.candidates import Candidates
from explorer.search.index.columns import Columns
from explorer.search.index.counting import Counter, Counts
from explorer.search.index.sets import SetReader
from explorer.search.index.tallies import Tallies
from explorer.search.matching import Test


class FacetCounts:
    """Counts facets; remembers the counts of what comes back: single tests, and searches that are paged through."""

    def __init__(self, columns: Columns, sets: SetReader) -> None:
        self._sets = sets
        self._counter = Counter(columns)
        self._tallies = Tallies(columns)
        self._remembered = lru_cache(maxsize=512)(self._count)

    def warm(self) -> None:
        self._counter.warm()

    def of(
        self, facets: Iterable[Facet], required: Mapping[str, Test], found: Candidates, masked: BitMap
    ) -> dict[str, FacetCount]:
        """`required` are the tests that may exclude, by key; `found` what they leave; `masked` cards do not count."""
        shared = self._shared(tuple(required.values()), masked)
        return {facet.key: self._one(facet, required, found, masked, shared) for facet in facets}

    def _one(
        self, facet: Facet, required: Mapping[str, Test], found: Candidates, masked: BitMap, shared: Counts
    ) -> FacetCount:
        values = self._tallies.values_of(facet)
        if facet.key not in required:
            return self._tallies.of(facet, shared[values])
        others = tuple(test for key, test in required.items() if key != facet.key)
        if len(others) <= 1:  # such small combinations come back in many searches
            return self._tallies.of(facet, self._shared(others, masked)[values])
        return self._tallies.of(facet, self._counter.counts(found.but[facet.key].possible, values))

    def _shared(self, tests: tuple[Test, ...], masked: BitMap) -> Counts:
        """The counts of all values over the cards that none of these tests excludes."""
        counts = self._remembered(tests)
        return (
            counts - self._counter.counts(self._left(tests, masked), self._counter.all_values) if masked else counts
        )

    def _count(self, tests: tuple[Test, ...]) -> Counts:
        return self._counter.counts(self._left(tests, self._sets.everyone), self._counter.all_values)

    def _left(self, tests: Iterable[Test], cards: BitMap) -> BitMap:
        for test in tests:
            cards = cards & self._sets.of(test).possible
        return cards
