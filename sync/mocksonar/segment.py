"""One stretch of the feed: the records of a region (or of no region), each with a slot that it keeps for ever."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np

from sync.mocksonar.cells import DRENTHE, Cell
from sync.mocksonar.draws import Draws, Flags, Ints
from sync.mocksonar.realism import figure

REFERENCE_DAY = date(2020, 12, 31).toordinal()  # of the golden table
HORIZON = date(2050, 12, 31).toordinal()  # no population is later than this
QUARTER = 1461 / 16  # days
# People who enter and leave per quarter, as a fraction of the target-group register.
_REGISTER = figure("doelgroepregister_personen", "2019-09-30")
INFLOW = figure("instroom_kwartaal", "2019-Q3") / _REGISTER
OUTFLOW = figure("uitstroom_kwartaal", "2019-Q3") / _REGISTER


class Kind(IntEnum):
    """What a record is, in the order in which a segment keeps them."""

    COHORT = 0  # counted on the reference day
    FORMER = 1  # left before it
    OUTSIDE = 2  # known in Sonar, but not (surely) in the target group
    TWIN = 3  # a second, older record of someone in the cohort
    BLANK = 4  # a row with nothing but an id
    JOINER = 5  # registered after the reference day, in order of arrival


@dataclass(frozen=True)
class Segment:
    """Slots 0..size-1; `region` None = without a usable municipality. Cells are parallel arrays."""

    region: int | None
    base: int  # the number of slot 0; a record's number is unique in the feed
    homes: Ints
    uwv: Flags
    profile: Flags
    cell_ends: Ints
    kind_ends: Ints
    joiners: int  # in every 1461 days

    @classmethod
    def of(cls, region: int | None, base: int, cells: list[Cell], fixed: tuple[int, ...], joiners: int) -> "Segment":
        """`fixed` counts the kinds up to BLANK."""
        return cls(
            region=region,
            base=base,
            homes=np.array([cell.municipality for cell in cells]),
            uwv=np.array([cell.uwv for cell in cells]),
            profile=np.array([cell.profile for cell in cells]),
            cell_ends=np.cumsum([cell.clients for cell in cells]),
            kind_ends=np.cumsum(fixed),
            joiners=joiners,
        )

    @property
    def golden(self) -> bool:
        return self.region == DRENTHE

    @property
    def cohort(self) -> int:
        return int(self.kind_ends[Kind.COHORT])

    @property
    def end(self) -> int:
        """The number after the last one that can ever be used."""
        return self.base + self.size(HORIZON)

    def size(self, today: int) -> int:
        """Records that the feed has on a day: all but the joiners who are still to come."""
        return int(self.kind_ends[-1]) - (REFERENCE_DAY - today) * self.joiners // 1461

    def arrivals(self, slots: Ints) -> Ints:
        """The day on which the joiner in a slot registers."""
        waited: Ints = (slots - self.kind_ends[-1]) * 1461 // max(self.joiners, 1)
        return REFERENCE_DAY + 1 + waited

    def kinds(self, slots: Ints) -> Ints:
        return np.searchsorted(self.kind_ends, slots, side="right")

    def people(self, slots: Ints, kinds: Ints) -> Ints:
        """The slot of the person: a twin shares that of someone in the cohort, every twin another one."""
        twins = max(int(self.kind_ends[Kind.TWIN] - self.kind_ends[Kind.OUTSIDE]), 1)
        shared = (slots - self.kind_ends[Kind.OUTSIDE]) * self.cohort // twins
        return np.where(kinds == Kind.TWIN, shared, slots)

    def cells(self, slots: Ints, kinds: Ints, draws: Draws) -> Ints:
        """The cohort fills the cells exactly; everyone else falls into one by chance, in proportion."""
        total = int(self.cell_ends[-1])
        exact = slots * total // max(self.cohort, 1)
        place = np.where(kinds == Kind.COHORT, exact, draws.below("cell", total))
        return np.searchsorted(self.cell_ends, place, side="right")
