"""From counts per value id to counts per facet, without making thousands of entries for every answer."""

from collections.abc import ItemsView, Iterator, Mapping

import numpy as np
import numpy.typing as npt

from explorer.search.facets import Facet, FacetCount, LabelFacet, Ranked
from explorer.search.index.columns import OPEN, SELF, Columns
from explorer.search.index.lines import Counts
from explorer.search.index.memory import remembered


class Tallies:
    """The facets of one index; what each one adds up is worked out once."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._sums = remembered(self._work_out_sums)
        self._table = remembered(self._read_table)
        self._slice = remembered(self._find_slice)

    def values_of(self, facet: Facet) -> slice:
        """The part of the value table that holds the facet's field; values are sorted by field."""
        return self._slice(facet.field)

    def of(self, facet: Facet, counts: Counts) -> FacetCount:
        """The facet's counts out of the counts of its part of the table."""
        if isinstance(facet, LabelFacet):
            return self._sums(facet).counted(counts)
        return self._table(facet.field).counted(counts)

    def _find_slice(self, field: str) -> slice:
        numbers = [number for number, (name, _code) in enumerate(self._columns.values) if name == field]
        return slice(numbers[0], numbers[-1] + 1) if numbers else slice(0, 0)

    def _work_out_sums(self, facet: LabelFacet) -> "LabelSums":
        return LabelSums(self._codes(facet.field), facet)

    def _read_table(self, field: str) -> "FieldTable":
        return FieldTable(self._codes(field))

    def _codes(self, field: str) -> tuple[str, ...]:
        return self._columns.codes.get(field, ())


class LabelSums:
    """Adds up the labels that meet each value of a label facet, and those that are not precise."""

    def __init__(self, codes: tuple[str, ...], facet: LabelFacet) -> None:
        self._values = tuple(facet.met_by)
        met = [[code in facet.met_by[value] for code in codes] for value in self._values]
        self._weights = np.array([*met, [code not in facet.exact for code in codes]], float)

    def counted(self, counts: Counts) -> FacetCount:
        """Number per value of the facet, zeros left out, and how many are unknown or not precise."""
        *sums, unknown = (
            (self._weights @ counts).astype(int).tolist()
        )  # exact: floats hold whole numbers up to 2 ** 53
        return FacetCount(
            {value: number for value, number in zip(self._values, sums, strict=True) if number}, unknown
        )


class FieldTable:
    """The terms of one list, and where each stands in the list's part of the value table; the marks are no terms."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        kept = [(code, place) for place, code in enumerate(codes) if code != OPEN and not code.startswith(SELF)]
        self.place_of: Mapping[str, int] = dict(kept)
        self.places: npt.NDArray[np.intp] = np.array([place for _code, place in kept], np.intp)
        self.terms: npt.NDArray[np.object_] = np.array([code for code, _place in kept], object)
        self._open = codes.index(OPEN) if OPEN in codes else None

    def counted(self, counts: Counts) -> FacetCount:
        unknown = 0 if self._open is None else int(counts[self._open])
        return FacetCount(TermCounts(self, counts), unknown)


class TermCounts(Ranked):
    """How many cards have each term of a list: a view on the counts. Terms that nobody has are absent."""

    def __init__(self, table: FieldTable, counts: Counts) -> None:
        self._table = table
        self._counts = counts

    def __getitem__(self, code: str) -> int:
        number = int(self._counts[self._table.place_of[code]])
        if not number:
            raise KeyError(code)
        return number

    def __iter__(self) -> Iterator[str]:
        places = self._table.places
        return (self._table.codes[place] for place in places[self._counts[places] > 0])

    def __len__(self) -> int:
        return int(np.count_nonzero(self._counts[self._table.places]))

    def highest(self, number: int) -> dict[str, int]:
        """The so many highest, and what is equal to the last of them; there are thousands."""
        places = self._table.places
        counts = self._counts[places]
        most = min(number, len(counts))
        least = max(1, np.partition(counts, -most)[-most]) if most else 1
        return {self._table.codes[place]: int(self._counts[place]) for place in places[counts >= least].tolist()}

    def items(self) -> ItemsView[str, int]:
        """All at once, for whoever looks at every term; there are thousands."""
        counts = self._counts[self._table.places]
        has = counts > 0
        return dict(zip(self._table.terms[has].tolist(), counts[has].tolist(), strict=True)).items()
