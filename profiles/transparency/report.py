"""The figures of one quarter as a frozen value, with all arithmetic: whole numbers in, no Django, no database."""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from profiles.quarters import Quarter

COUNTRY = "Nederland"


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

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.gem_with + other.gem_with,
            self.gem_without + other.gem_without,
            self.uwv_with + other.uwv_with,
            self.uwv_without + other.uwv_without,
        )


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """One line of the table: a municipality of the quarter's own list."""

    code: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Known:
    """How many people of the register Sonar knows. `register` None = the feed did not say."""

    people: int
    register: int | None

    @property
    def alarm(self) -> bool:
        """The register is missing, or cannot be right because it is smaller than what Sonar holds."""
        return self.register is None or self.register < self.people

    @property
    def percent(self) -> int | None:
        """The share as a whole percentage; None ("onbekend") where the register gives an alarm or is empty."""
        return percentage(self.people, self.register) if self.register and not self.alarm else None


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """A labour-market region in one quarter: UWV's number, CBS's code, its name then, its rows and its register."""

    number: int
    cbs_code: str
    name: str
    rows: tuple[MunicipalityRow, ...]
    register: int | None

    @property
    def total(self) -> Counts:
        return added(row.counts for row in self.rows)

    @property
    def known(self) -> Known:
        return Known(self.total.total, self.register)


@dataclass(frozen=True, slots=True)
class Report:
    """One quarter of one region, or of the country: then `national` is true and every region is there.

    `unplaced` are the people of the whole country without a usable municipality, who are in no region;
    `claimed_twice` and `quarantined` (people, records) are of the whole country too.
    """

    quarter: Quarter
    national: bool
    regions: tuple[RegionFigures, ...]
    unplaced: Counts
    method: str
    counted_at: dt.datetime
    claimed_twice: int
    quarantined: int

    @property
    def area(self) -> str:
        """What the report is about, in words."""
        return COUNTRY if self.national else self.regions[0].name

    @property
    def title(self) -> str:
        """The title as UWV prints it, in Dutch."""
        return f"Transparantie van klantprofielen, {self.quarter.label}, {self.area}"

    @property
    def total(self) -> Counts:
        """All five sums; the country's include the people whose municipality is unknown."""
        regions = added(region.total for region in self.regions)
        return regions + self.unplaced if self.national else regions

    @property
    def known(self) -> Known:
        return Known(self.total.total, self._register())

    @property
    def alarms(self) -> tuple[RegionFigures, ...]:
        """The regions whose register is missing or cannot be right."""
        return tuple(region for region in self.regions if region.known.alarm)

    def _register(self) -> int | None:
        """One region's own figure, right or not; the country's sum is unknown as soon as one part is not right."""
        if self.national and self.alarms:
            return None
        sizes = [region.register for region in self.regions if region.register is not None]
        return sum(sizes) if sizes else None


def percentage(part: int, whole: int) -> int:
    """`part` of `whole` in whole per cents, half rounded up (an assumption: the source leaves it open)."""
    return (200 * part + whole) // (2 * whole)


def added(counts: Iterable[Counts]) -> Counts:
    """The sum, column by column."""
    return sum(counts, start=Counts())


def in_order(rows: Iterable[MunicipalityRow]) -> tuple[MunicipalityRow, ...]:
    """By name as the source prints them: capitals, accents, spaces and apostrophes do not count."""
    return tuple(sorted(rows, key=lambda row: (_letters(row.name), row.code)))


def _letters(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name).casefold() if sign.isalnum())
