"""The outlines of the 35 regions on one sheet, for every map that is drawn: no Django, no database."""

from dataclasses import dataclass

from profiles.reference import rows

WIDTH = 1000
HEIGHT = 1182
"""The sheet, in the units of the paths and labels; north is up, the origin top left."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A region by UWV's number: its SVG path, and the point with most room for a number."""

    number: int
    path: str
    label: tuple[int, int]


OUTLINES = tuple(
    Outline(int(row["regio_nummer"]), row["pad"], (int(row["x"]), int(row["y"]))) for row in rows("regio_kaart")
)
"""All regions by number (from `regio_kaart.csv`, see SOURCES.md beside it)."""
