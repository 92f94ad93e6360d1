"""The published table of Drenthe at the end of 2020, and people in Sonar who add up to it."""

import datetime as dt
import itertools
from dataclasses import asdict
from html.parser import HTMLParser
from typing import Any

from profiles import keys
from profiles.models import Municipality, MunicipalityCount, QuarterCount
from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.report import MunicipalityRow, RegionFigures, Report
from sync.models import CensusRow, SyncRun

AT = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
QUARTER = Quarter(2020, 4)
REGISTER = 4664
DRENTHE = (
    MunicipalityRow("GM1681", "Borger-Odoorn", Counts(23, 79, 170, 32)),
    MunicipalityRow("GM0109", "Coevorden", Counts(12, 109, 172, 36)),
    MunicipalityRow("GM1690", "De Wolden", Counts(4, 24, 71, 25)),
    MunicipalityRow("GM0114", "Emmen", Counts(36, 581, 782, 225)),
    MunicipalityRow("GM0118", "Hoogeveen", Counts(14, 126, 437, 143)),
    MunicipalityRow("GM1731", "Midden-Drenthe", Counts(9, 135, 176, 49)),
)
CSV = (
    "regio_nummer,regio_code,regio,gemeente_code,gemeente,gemeenteklanten_met_profiel,"
    "gemeenteklanten_zonder_profiel,uwv_met_profiel,uwv_zonder_profiel,totaal\r\n"
    "4,AM03,Drenthe,GM1681,Borger-Odoorn,23,79,170,32,304\r\n"
    "4,AM03,Drenthe,GM0109,Coevorden,12,109,172,36,329\r\n"
    "4,AM03,Drenthe,GM1690,De Wolden,4,24,71,25,124\r\n"
    "4,AM03,Drenthe,GM0114,Emmen,36,581,782,225,1624\r\n"
    "4,AM03,Drenthe,GM0118,Hoogeveen,14,126,437,143,720\r\n"
    "4,AM03,Drenthe,GM1731,Midden-Drenthe,9,135,176,49,369\r\n"
    "4,AM03,Drenthe,,TOTAAL AMR,98,1054,1808,510,3470\r\n"
)
_serial = itertools.count(1)


def region(
    *rows: MunicipalityRow, number: int = 4, name: str = "Drenthe", register: int | None = None
) -> RegionFigures:
    return RegionFigures(number, f"AM{number:02}", name, rows, register)


def report(*regions: RegionFigures, **values: Any) -> Report:
    """The report of some regions, at the end of 2020; of golden Drenthe when none is given."""
    least: dict[str, Any] = {
        "quarter": QUARTER,
        "national": False,
        "regions": regions or (RegionFigures(4, "AM03", "Drenthe", DRENTHE, REGISTER),),
        "unplaced": Counts(),
        "method": "teruggerekend",
        "counted_at": AT,
        "claimed_twice": 0,
        "quarantined": 0,
    }
    return Report(**{**least, **values})


def census_row(**values: Any) -> CensusRow:
    """One record of a person of its own, not stored: a municipality client in Emmen since 2018, without a profile."""
    key = keys.record_key(f"WZ{next(_serial)}")
    least: dict[str, Any] = {
        "record_key": key,
        "person_key": key,
        "version": 1,
        "municipality": "GM0114",
        "party": "GEM",
        "registered_on": dt.date(2018, 3, 1),
    }
    return CensusRow(**{**least, **values})


def golden_people() -> list[CensusRow]:
    """The 3,470 people of the published table, stored."""
    groups = [
        (row.code, party, profile_on, people)
        for row in DRENTHE
        for party, profile_on, people in (
            ("GEM", dt.date(2019, 1, 1), row.counts.gem_with),
            ("GEM", None, row.counts.gem_without),
            ("UWV", dt.date(2019, 1, 1), row.counts.uwv_with),
            ("UWV", None, row.counts.uwv_without),
        )
    ]
    rows = [
        census_row(municipality=code, party=party, profile_on=profile_on)
        for code, party, profile_on, people in groups
        for _ in range(people)
    ]
    return CensusRow.objects.bulk_create(rows)


def store_quarter(quarter: Quarter, **values: Any) -> QuarterCount:
    """A counted quarter with every municipality of its list, all zero."""
    least = {"method": "teruggerekend", "counted_at": AT, "run": 1, "claimed_twice": 0, "quarantined": 0}
    count = QuarterCount.objects.create(**{"quarter": str(quarter), **least, **values})
    codes = Municipality.objects.on(quarter.last_day).values_list("code", flat=True)
    MunicipalityCount.objects.bulk_create(
        MunicipalityCount(quarter=count, municipality=code, gem_with=0, gem_without=0, uwv_with=0, uwv_without=0)
        for code in [*codes, ""]
    )
    return count


def store_golden(unplaced: Counts | None = None) -> QuarterCount:
    """The published table as counts, in an otherwise empty country."""
    count = store_quarter(QUARTER)
    for row in (*DRENTHE, MunicipalityRow("", "gemeente onbekend", unplaced or Counts())):
        count.municipalities.filter(municipality=row.code).update(**asdict(row.counts))
    count.registers.create(region=4, size=REGISTER)
    return count


def run_started(at: dt.datetime, **values: Any) -> SyncRun:
    """A run that read the feed from that moment on and now counts; what ran before it is done."""
    SyncRun.objects.going_on().update(state=SyncRun.State.DONE)
    return SyncRun.objects.create(**{"started_at": at, "state": SyncRun.State.RELEASING, **values})


class TableReader(HTMLParser):
    """Collects the cells of every row of a page's table as text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def table(page: str) -> list[list[str]]:
    """The rows of the page's table, head included."""
    reader = TableReader()
    reader.feed(page)
    return reader.rows
