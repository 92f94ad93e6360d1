"""What the benchmark found, as values: per engine its times, and where answers differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from explorer.bench.answers import Parts, differences
from explorer.bench.page_report import nearest_rank

REFERENCE = "index"


@dataclass(frozen=True)
class EngineResult:
    """One engine on one size. `build` has what making it cost, by name: seconds and MB."""

    first_s: float
    searches: Sequence[str]
    times_ms: Sequence[float]
    answers: Sequence[Parts] = field(repr=False)
    memory_mb: float
    build: Mapping[str, float]

    def at(self, share: float, number: int | None = None) -> float:
        """The time in ms within which this share of the first `number` queries was answered (nearest rank)."""
        return nearest_rank(self.times_ms[:number], share)


@dataclass(frozen=True)
class Mismatch:
    """A query to which an engine answers otherwise than the index, and in which parts."""

    engine: str
    search: str
    parts: Sequence[str]


@dataclass(frozen=True)
class SizeResult:
    """All engines on one number of profiles; `skipped` names those that could not start, and why."""

    profiles: int
    queries: int
    engines: Mapping[str, EngineResult]
    skipped: Mapping[str, str]

    @property
    def mismatches(self) -> list[Mismatch]:
        """Every query is compared, of every engine, with the index."""
        others = (name for name in self.engines if name != REFERENCE)
        return [found for name in others for found in self._mismatches_of(name)]

    def ratio(self, name: str, share: float) -> float:
        """How many times as long as the index the engine takes, on the queries that both answered."""
        one = self.engines[name]
        return one.at(share) / self.engines[REFERENCE].at(share, len(one.times_ms))

    def _mismatches_of(self, name: str) -> list[Mismatch]:
        reference, one = self.engines[REFERENCE], self.engines[name]
        pairs = zip(one.searches, one.answers, reference.answers, strict=False)
        parts = ((search, differences(answer, expected)) for search, answer, expected in pairs)
        return [Mismatch(name, search, found) for search, found in parts if found]
