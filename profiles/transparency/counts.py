"""People counted by party and profile, and how percentages are rounded: whole numbers only."""

from collections.abc import Iterable
from dataclasses import dataclass

COLUMNS = ("gem_with", "gem_without", "uwv_with", "uwv_without")
"""The four columns that are counted; the total is their sum."""
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Counts:
    """People by the party whose client they are, with and without a profile in Sonar."""

    gem_with: int = 0
    gem_without: int = 0
    uwv_with: int = 0
    uwv_without: int = 0

    @property
    def total(self) -> int:
        return self.gem_with + self.gem_without + self.uwv_with + self.uwv_without

    @property
    def with_profile(self) -> int:
        return self.gem_with + self.uwv_with

    @property
    def columns(self) -> tuple[int, int, int, int]:
        """In the order of `COLUMNS`."""
        return self.gem_with, self.gem_without, self.uwv_with, self.uwv_without

    @property
    def share(self) -> int | None:
        """With a profile, as a whole percentage of all; None when nobody is there."""
        return percentage(self.with_profile, self.total) if self.total else None

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.gem_with + other.gem_with,
            self.gem_without + other.gem_without,
            self.uwv_with + other.uwv_with,
            self.uwv_without + other.uwv_without,
        )


def percentage(part: int, whole: int) -> int:
    """`part` of `whole` in whole per cents, half rounded up (an assumption: the source leaves it open)."""
    return (200 * part + whole) // (2 * whole)


def added(counts: Iterable[Counts]) -> Counts:
    """The sum, column by column."""
    return sum(counts, start=Counts())
