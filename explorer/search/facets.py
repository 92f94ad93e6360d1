"""Counts per value of every facet, from how often each label or list occurs. No Django here."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest

from profiles.terms import Terms


@dataclass(frozen=True, eq=False)
class LabelFacet:
    """A facet on one label. `met_by` gives for each value the labels that meet it; `exact` are the finest labels.

    Compares by identity: facets are made once for the reference data, and engines keep what they work out of one.
    """

    key: str
    field: str
    met_by: Mapping[str, frozenset[str]]
    exact: frozenset[str]

    def counted(self, labels: Counter[str]) -> "FacetCount":
        sums = {value: sum(labels[label] for label in met) for value, met in self.met_by.items()}
        counts = {value: number for value, number in sums.items() if number}
        unknown = sum(number for label, number in labels.items() if label not in self.exact)
        return FacetCount(counts, unknown)


@dataclass(frozen=True)
class TermFacet:
    """A facet on one list: every term counts for itself and for all that lies above it."""

    key: str
    field: str

    def counted(self, lists: Counter[Terms]) -> "FacetCount":
        counts: Counter[str] = Counter()
        for terms, number in lists.items():
            for code in {*terms.codes, *terms.implied}:
                counts[code] += number
        return FacetCount(counts, sum(number for terms, number in lists.items() if terms.is_open))


class Ranked(Mapping[str, int], ABC):
    """Counts that find the highest among them without a look at each."""

    @abstractmethod
    def highest(self, number: int) -> dict[str, int]:
        """The so many highest, and what is equal to the last of them."""


Facet = LabelFacet | TermFacet


@dataclass(frozen=True)
class FacetCount:
    """How many meet each value, and of how many it is not filled in or not precisely known. Exact, never capped.

    A value that nobody meets is absent from `counts`.
    """

    counts: Mapping[str, int]
    unknown: int

    def highest(self, number: int) -> dict[str, int]:
        """The so many highest counts with their values, and what is equal to the last of them."""
        if isinstance(self.counts, Ranked):
            return self.counts.highest(number)
        least = min(nlargest(number, self.counts.values()), default=0)
        return {value: count for value, count in self.counts.items() if count >= least}
