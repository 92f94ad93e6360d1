"""What a report says of other times: earlier quarters to compare with, and what an edition corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from profiles.quarters import Quarter
from profiles.transparency.counts import Counts, added


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier quarter in the municipalities of the report: codes were carried forward through mergers.

    `unplaced` are people of the whole country whose municipality is unknown, or was split since.
    """

    quarter: Quarter
    municipalities: Mapping[str, Counts]
    unplaced: Counts
    method: str

    def of(self, codes: Iterable[str]) -> Counts:
        """The sum of some municipalities, by their codes in the report."""
        return added(self.municipalities.get(code, Counts()) for code in codes)

    @property
    def total(self) -> Counts:
        """Of the whole country."""
        return added(self.municipalities.values()) + self.unplaced


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell that an edition changed in the edition before it; `code` "" is "gemeente onbekend"."""

    code: str
    name: str
    column: str
    """One of `profiles/transparency/counts.py:COLUMNS`."""
    before: int
    after: int
    reason: str
