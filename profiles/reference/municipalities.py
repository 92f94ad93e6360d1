"""Which municipalities exist when, and how a code is carried forward through mergers: plain Python over CSV.

A period holds from `valid_from` (included) until `valid_to` (excluded; None = still), as in the database.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from profiles.reference import rows

# The list of 2020-12-31 is also that of 2019: the last mergers before 2021 took effect on this day.
FIRST_DAY = dt.date(2019, 1, 1)

# As feeds write a CBS code: with or without "GM" and four digits, or a number that lost its leading zeros.
_CODE = re.compile(r"GM([0-9]{4})|([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Period:
    """One municipality in one region for one period; degrees are WGS84, inhabitants those of 2021-01-01.

    `sub_region` is None for a period that has ended: sub-regions are of today's list only.
    """

    code: str
    name: str
    province: str
    region: int
    sub_region: str | None
    inhabitants: int
    latitude: float
    longitude: float
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days on which each code exists (start, end or None) and the successor of each code that went over whole."""

    spans: dict[str, tuple[dt.date, dt.date | None]]
    successors: dict[str, str]

    def carried(self, code: str, day: dt.date) -> str | None:
        """The code under which `code` is found in the list of `day`, or None if it cannot be placed there.

        Codes go forward through whole mergers, never back: None for a code that is unknown, does not exist
        yet on that day, or was split (Haaren). Example: GM0003 is GM0003 in 2020 and GM1979 from 2021.
        """
        if code not in self.spans or day < self.spans[code][0]:
            return None
        end = self.spans[code][1]
        if end is None or day < end:
            return code
        successor = self.successors.get(code)
        return successor and self.carried(successor, day)


def normalised(raw: object) -> str | None:
    """A municipality code from a feed ("GM0114", "0114", "114", 114) as "GM0114"; None for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        return None
    found = _CODE.fullmatch(str(raw))
    return f"GM{(found[1] or found[2]).zfill(4)}" if found else None


@cache
def timeline() -> Timeline:
    """The timeline of the CSV files: 355 municipalities from 2019, 342 today."""
    spans: dict[str, tuple[dt.date, dt.date | None]] = {}
    for period in periods():  # what ended comes first, so a municipality that moved keeps its first day
        start, _ = spans.get(period.code, (period.valid_from, None))
        spans[period.code] = (start, period.valid_to)
    whole = [row for row in _mergers() if row["soort"] == "geheel"]
    return Timeline(spans, {row["oude_code"]: row["nieuwe_code"] for row in whole})


def periods() -> list[Period]:
    """The lists of 2020 and 2026 as periods, those that have ended first."""
    return [*_ended(), *_current()]


def _ended() -> list[Period]:
    """Municipalities that merged, split, or moved to another region: their last day as they were in 2020."""
    ends = {row["oude_code"]: _day(row) for row in _mergers()} | _moves()
    former = [row for row in rows("gemeenten_2020") if row["gemeente_code"] in ends]
    return [_period(row, FIRST_DAY, ends[row["gemeente_code"]], None) for row in former]


def _current() -> list[Period]:
    """Today's municipalities; one that only grew in a merger keeps its period, with the newest inhabitants."""
    known = {row["gemeente_code"] for row in rows("gemeenten_2020")}
    starts = {row["nieuwe_code"]: _day(row) for row in _mergers() if row["nieuwe_code"] not in known} | _moves()
    sub_regions = {row["gemeente_code"]: row["deelgebied_code"] for row in rows("deelgebieden_2026")}
    return [
        _period(row, starts.get(row["gemeente_code"], FIRST_DAY), None, sub_regions[row["gemeente_code"]])
        for row in rows("gemeenten_2026")
    ]


def _period(row: dict[str, str], start: dt.date, end: dt.date | None, sub_region: str | None) -> Period:
    return Period(
        code=row["gemeente_code"],
        name=row["gemeente"],
        province=row["provincie"],
        region=int(row["regio_nummer"]),
        sub_region=sub_region,
        inhabitants=int(row["inwoners"]),
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        valid_from=start,
        valid_to=end,
    )


def _mergers() -> list[dict[str, str]]:
    return rows("herindelingen_2020_2026")


def _moves() -> dict[str, dt.date]:
    """The day on which a municipality moved to another region, by code (an assumption: SOURCES.md)."""
    return {row["gemeente_code"]: _day(row) for row in rows("regioverhuizingen")}


def _day(row: dict[str, str]) -> dt.date:
    return dt.date.fromisoformat(row["datum"])
