"""What every search engine answers, whatever it is built of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from explorer.search.facets import Facet, FacetCount
from explorer.search.matching import Test
from explorer.search.query import Criterion

PAGE_SIZE = 20


@dataclass(frozen=True)
class Asked:
    """A criterion with its test, worked out for the labels of today."""

    criterion: Criterion
    test: Test


@dataclass(frozen=True)
class Question:
    """All that an engine needs: which generation, what is asked, which page, and the day of the rotation."""

    generation: int
    asked: tuple[Asked, ...]
    facets: tuple[Facet, ...]
    page: int
    day: dt.date


@dataclass(frozen=True)
class Outcome:
    """Exact totals over all visible cards, the numbers of the cards on this page in order, and all facet counts."""

    total: int
    certain: int
    possible: int
    numbers: tuple[int, ...]
    facets: Mapping[str, FacetCount]

    @property
    def found(self) -> int:
        return self.certain + self.possible

    @property
    def excluded(self) -> int:
        return self.total - self.found

    @property
    def pages(self) -> int:
        return max(1, -(-self.found // PAGE_SIZE))


class Engine(Protocol):
    """Answers a question about one generation."""

    def answer(self, question: Question) -> Outcome: ...
