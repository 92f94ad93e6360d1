"""What every search engine answers, whatever it is built of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from explorer.search.facets import Facet, FacetCount
from explorer.search.matching import Answer, Test
from explorer.search.query import Criterion, Kind

PAGE_SIZE = 20


@dataclass(frozen=True)
class Asked:
    """A criterion with its test, worked out for the labels of today."""

    criterion: Criterion
    test: Test

    @property
    def is_required(self) -> bool:
        return self.criterion.kind is Kind.REQUIREMENT


@dataclass(frozen=True)
class Question:
    """All that an engine needs: which generation, what is asked, which page, and the day of the rotation.

    `looser` holds, for some requirements, the same requirement one step looser. `masked` are the numbers of cards
    that were withdrawn since the generation was released. `only`: among these numbers, as if there were no others.
    """

    generation: int
    asked: tuple[Asked, ...]
    facets: tuple[Facet, ...]
    page: int
    day: dt.date
    looser: tuple[Asked, ...] = ()
    masked: frozenset[int] = frozenset()
    only: frozenset[int] | None = None


@dataclass(frozen=True)
class Totals:
    """How many cards meet all requirements, and how many more may."""

    certain: int
    possible: int

    @property
    def found(self) -> int:
        return self.certain + self.possible


@dataclass(frozen=True)
class Outcome:
    """Exact totals over all visible cards, one page of card numbers in order, and all counts.

    `answers` holds for each number on the page the answer to every criterion asked, in the order asked. `without`
    has for each requirement the totals if it were dropped, `looser` if it were one step looser.
    """

    total: int
    certain: int
    possible: int
    numbers: tuple[int, ...]
    answers: tuple[tuple[Answer, ...], ...]
    facets: Mapping[str, FacetCount]
    without: Mapping[str, Totals] = field(default_factory=dict)
    looser: Mapping[str, Totals] = field(default_factory=dict)

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

    @property
    def name(self) -> str: ...

    def answer(self, question: Question) -> Outcome: ...
