"""All facet counts of one question: each facet over what the *other* requirements leave."""

from collections.abc import Iterable, Mapping

from pyroaring import BitMap

from explorer.search.facets import Facet, FacetCount
from explorer.search.index.candidates import Candidates
from explorer.search.index.columns import Columns
from explorer.search.index.counting import Counter
from explorer.search.index.known import KnownCounts, Tests
from explorer.search.index.lines import Counts
from explorer.search.index.sets import SetReader
from explorer.search.index.tallies import Tallies
from explorer.search.matching import Test


class FacetCounts:
    """Counts the facets of one index."""

    def __init__(self, columns: Columns, sets: SetReader) -> None:
        self._sets = sets
        self._counter = Counter(columns, sets)
        self._known = KnownCounts(columns, sets, self._counter)
        self._tallies = Tallies(columns)

    def of(
        self, facets: Iterable[Facet], required: Mapping[str, Test], found: Candidates, masked: BitMap
    ) -> dict[str, FacetCount]:
        """`required` are the tests that may exclude, by key; `found` what they leave; `masked` cards do not count."""
        excluding = {key: test for key, test in required.items() if self._sets.excludes(test)}
        shared = self._shared(tuple(excluding.values()), masked)
        return {
            facet.key: self._tallies.of(
                facet,
                self._own(facet, excluding, found, masked)
                if facet.key in excluding
                else shared[self._tallies.values_of(facet)],
            )
            for facet in facets
        }

    def _shared(self, tests: Tests, masked: BitMap) -> Counts:
        """The counts of all values over the cards that none of these tests excludes."""
        return self._known.of_all(tests) - self._hidden(tests, masked, self._counter.all_values)

    def _own(self, facet: Facet, excluding: Mapping[str, Test], found: Candidates, masked: BitMap) -> Counts:
        """The counts of one facet's values, over the cards that the other tests leave."""
        values = self._tallies.values_of(facet)
        if self._counter.is_short(values):
            return self._counter.counts(found.but[facet.key].possible, values)
        others = tuple(test for key, test in excluding.items() if key != facet.key)
        if len(others) < 2:  # such small combinations come back in many searches
            return self._shared(others, masked)[values]
        return self._known.of(others, values) - self._hidden(others, masked, values)

    def _hidden(self, tests: Tests, masked: BitMap, values: slice) -> Counts | int:
        """The counts of the masked cards among those that the tests leave."""
        return self._counter.counts(self._known.left(tests, masked), values) if masked else 0
