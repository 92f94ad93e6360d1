"""What is asked, as a frozen value: criteria of two kinds, a page and the data it belongs to. No Django here."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlencode


class Kind(Enum):
    """A requirement leaves people out who do not meet it; a plus point only orders."""

    REQUIREMENT = "moet"
    PLUS = "pluspunt"


@dataclass(frozen=True)
class Criterion:
    """One search parameter with the values asked (any of them will do) and its kind."""

    key: str
    values: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True)
class Stand:
    """The generation and the day that a result belongs to: within one stand, pages neither repeat nor skip."""

    generation: int
    day: dt.date

    def __str__(self) -> str:
        return f"{self.generation}-{self.day:%Y%m%d}"


@dataclass(frozen=True)
class SearchQuery:
    """A whole search."""

    criteria: tuple[Criterion, ...] = ()
    page: int = 1
    stand: str = ""

    def get(self, key: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.key == key), None)

    @property
    def requirements(self) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.kind is Kind.REQUIREMENT)

    def without(self, key: str) -> "SearchQuery":
        return SearchQuery(tuple(criterion for criterion in self.criteria if criterion.key != key))

    def replaced(self, other: Criterion) -> "SearchQuery":
        """The same search with another criterion under its key."""
        return SearchQuery(tuple(other if one.key == other.key else one for one in self.criteria))

    def adding(self, other: Criterion) -> "SearchQuery":
        """The same search with one criterion more, or in place of the one under its key."""
        return self.replaced(other) if self.get(other.key) else SearchQuery((*self.criteria, other))

    def with_kind(self, key: str, kind: Kind) -> "SearchQuery":
        criteria = (Criterion(c.key, c.values, kind) if c.key == key else c for c in self.criteria)
        return SearchQuery(tuple(criteria))

    def query_string(self, plus_by_default: frozenset[str]) -> str:
        """The canonical address part."""
        return urlencode(self.pairs(plus_by_default))

    def pairs(self, plus_by_default: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """The same as keys and values in order, and then the kinds."""
        values = tuple((one.key, value) for one in self.criteria for value in one.values)
        return values + self.kinds(plus_by_default)

    def kinds(self, plus_by_default: frozenset[str]) -> tuple[tuple[str, str], ...]:
        """Each kind that is not the default, as the parameter that says so."""
        switched = (one for one in self.criteria if (one.kind is Kind.PLUS) != (one.key in plus_by_default))
        return tuple((one.kind.value, one.key) for one in switched)
