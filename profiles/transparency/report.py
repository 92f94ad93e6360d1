"""The figures of one quarter as a frozen value, with all arithmetic: whole numbers in, no Django, no database.

Whoever prints a report takes what is printed from `profiles/transparency/lines.py`, which knows about rounding.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from profiles.quarters import Quarter
from profiles.transparency.counts import Counts, added, percentage
from profiles.transparency.definitions import DEFINITIONS, EXPLANATIONS, Explanation
from profiles.transparency.history import Correction, Earlier

COUNTRY = "Nederland"
LEAST_BASE = 100
"""Under a base of so many people a protected edition prints no percentage."""


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """One line of the table: a municipality of the quarter's own list."""

    code: str
    name: str
    counts: Counts
    province: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """How many people of the register Sonar knows. `register` None = the feed did not say."""

    people: int
    register: int | None
    least_base: int = 1

    @property
    def alarm(self) -> bool:
        """The register is missing, or cannot be right because it is smaller than what Sonar holds."""
        return self.register is None or self.register < self.people

    @property
    def percent(self) -> int | None:
        """The share as a whole percentage; None ("onbekend") where the register gives an alarm or is too small."""
        if self.register is None or self.alarm or self.register < self.least_base:
            return None
        return percentage(self.people, self.register)


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
        """The exact figures; `profiles/transparency/lines.py:known_in` gives what may be printed."""
        return Known(self.total.total, self.register)


class State(StrEnum):
    """How far an edition is; the values are printed."""

    DRAFT = "concept"
    APPROVED = "goedgekeurd"
    PUBLISHED = "gepubliceerd"


@dataclass(frozen=True, slots=True)
class EditionMark:
    """Which edition a report is of. Editions of a quarter are numbered from 1; a correction is a new one."""

    number: int
    state: State
    approved_on: dt.date | None = None
    corrections: tuple[Correction, ...] = ()
    """What this edition changed in the one before it."""


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
    """ "vastgesteld" or "teruggerekend": `profiles.models.QuarterCount.Method`."""
    counted_at: dt.datetime
    claimed_twice: int
    quarantined: int
    classification: str = ""
    """The list of municipalities and regions that was used, in Dutch words with its date."""
    run: int | None = None
    """The number of the sync run that was counted."""
    edition: EditionMark | None = None
    """None: live counts of which no edition has been made."""
    history: tuple[Earlier, ...] = ()
    """Up to eight quarters before this one, oldest first, in the municipalities of this report."""
    protected: bool = False
    """Print rounded figures instead of exact ones ("beschermd")."""
    withheld: frozenset[str] = frozenset()
    """Totals that a protected report does not print at all: `profiles/transparency/lines.py:key`."""
    explanations: tuple[Explanation, ...] = field(default=EXPLANATIONS, repr=False)
    definitions: tuple[Explanation, ...] = field(default=DEFINITIONS, repr=False)

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

    @property
    def previous(self) -> Earlier | None:
        """The quarter before, when it was counted."""
        return self._earlier(self.quarter.previous())

    @property
    def year_ago(self) -> Earlier | None:
        """The same quarter a year earlier, when it was counted."""
        return self._earlier(self.quarter.year_before())

    def of_region(self, number: int) -> "Report":
        """The part of a national report about one region.

        Raises:
            KeyError: this report has no region of that number.
        """
        found = {region.number: region for region in self.regions}[number]
        return replace(self, national=False, regions=(found,))

    def _earlier(self, quarter: Quarter) -> Earlier | None:
        return next((earlier for earlier in self.history if earlier.quarter == quarter), None)

    def _register(self) -> int | None:
        """One region's own figure, right or not; the country's sum is unknown as soon as one part is not right."""
        if self.national and self.alarms:
            return None
        sizes = [region.register for region in self.regions if region.register is not None]
        return sum(sizes) if sizes else None


def in_order(rows: Iterable[MunicipalityRow]) -> tuple[MunicipalityRow, ...]:
    """By name as the source prints them: capitals, accents, spaces and apostrophes do not count."""
    return tuple(sorted(rows, key=lambda row: (_letters(row.name), row.code)))


def _letters(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name).casefold() if sign.isalnum())
