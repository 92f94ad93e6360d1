"""Reports to print, and the golden table as every format must give it back."""

from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.history import Earlier
from profiles.transparency.report import MunicipalityRow, Report
from tests.profiles.transparency.golden import DRENTHE, region, report

NUMBERS = (
    ("Borger-Odoorn", 23, 79, 170, 32, 304),
    ("Coevorden", 12, 109, 172, 36, 329),
    ("De Wolden", 4, 24, 71, 25, 124),
    ("Emmen", 36, 581, 782, 225, 1624),
    ("Hoogeveen", 14, 126, 437, 143, 720),
    ("Midden-Drenthe", 9, 135, 176, 49, 369),
    ("TOTAAL AMR", 98, 1054, 1808, 510, 3470),
)
"""The published table of Drenthe, typed once more."""
PRINTED = [[name, *(f"{number:,}".replace(",", ".") for number in numbers)] for name, *numbers in NUMBERS]
CLOSING = "In het doelgroepregister staan 4.664 mensen uit de regio Drenthe. Daarvan is 74% bekend in Sonar."
HOSTILE = ("=cmd|' /C calc'!A1", "<script>alert(1)</script>", '#strong[x] \\ $ " & {', "\x0b+1\x00")
"""Names that would do harm where they are taken for a formula, markup or code."""


def with_past(**values: object) -> Report:
    """Golden Drenthe with the two quarters before it, and the same quarter a year earlier."""
    quarters = (Quarter(2019, 4), Quarter(2020, 2), Quarter(2020, 3))
    return report(
        history=tuple(_earlier(quarter, less) for less, quarter in zip((30, 2, 1), quarters, strict=True)), **values
    )


def country(**values: object) -> Report:
    """Two regions and people without a municipality."""
    zwolle = region(
        MunicipalityRow("GM0193", "Zwolle", Counts(10, 20, 30, 40), "Overijssel"), number=5, name="Regio Zwolle"
    )
    return report(report().regions[0], zwolle, national=True, unplaced=Counts(uwv_without=5), **values)


def hostile() -> Report:
    """A region whose municipalities have the names above."""
    rows = [MunicipalityRow(f"GM000{place}", name, Counts(1, 2, 3, 4)) for place, name in enumerate(HOSTILE)]
    return report(region(*rows, name="<b>Drenthe</b>", register=50))


def _earlier(quarter: Quarter, less: int) -> Earlier:
    counts = {row.code: row.counts for row in DRENTHE} | {"GM0114": Counts(36, 581, 782 - less, 225)}
    return Earlier(quarter, counts, Counts(), "teruggerekend")
