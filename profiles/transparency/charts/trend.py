"""Shares over time: a line for each group, told apart by dashes and marks as well as by colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from profiles.transparency.charts.drawing import (
    BRAND,
    INK,
    LINE,
    MUTED,
    PAPER,
    SMALL,
    WIDTH,
    Said,
    drawing,
    line,
    words,
)
from profiles.transparency.markup import element

LEFT = 48
RIGHT = WIDTH - 176
TOP = 14
BOTTOM = 234
APART = 21
"""The least distance between two labels at the end of the lines."""
MOST = 5
"""So many moments fit below the lines."""
LOOKS = ((INK, "", 3), (BRAND, "8 5", 2.5), (MUTED, "2 4", 2.5))
"""Colour, dashes and width of the first, second and third line."""


@dataclass(frozen=True, slots=True)
class Series:
    """A group and its share in whole per cents, at each moment; None = no percentage then."""

    name: str
    shares: tuple[int | None, ...]

    @property
    def last(self) -> int:
        """Where its line ends; 0 when there is no line at all."""
        return next((share for share in reversed(self.shares) if share is not None), 0)


def trend(said: Said, moments: Sequence[str], series: Sequence[Series]) -> Element:
    """At most three lines over the moments, each with its name and last share at its end."""
    styled = list(zip(series, LOOKS, strict=False))
    lines = (part for group, (colour, dashes, width) in styled for part in _line(group, colour, dashes, width))
    return drawing(said, *_grid(), *_moments(moments), *lines, *_names(series), height=BOTTOM + 30)


def _line(group: Series, colour: str, dashes: str, width: float) -> Iterator[Element]:
    points = [
        (_x(place, len(group.shares)), _y(share)) for place, share in enumerate(group.shares) if share is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = {"stroke_dasharray": dashes} if dashes else {}
    yield element("polyline", points=path, fill="none", stroke=colour, stroke_width=width, **dashed)
    for x, y in points:
        yield element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4, fill=PAPER, stroke=colour, stroke_width=2)


def _names(series: Sequence[Series]) -> Iterator[Element]:
    """From low to high, pushed apart where they would overlap."""
    y = float(BOTTOM) + APART
    for group in sorted(series, key=lambda group: group.last):
        y = min(y - APART, _y(group.last))
        yield words(RIGHT + 14, y, f"{group.name}: {group.last}%", font_weight=600)


def _grid() -> Iterator[Element]:
    for share in range(0, 101, 25):
        yield line(LEFT, _y(share), RIGHT, _y(share), stroke=LINE)
        yield words(LEFT - 8, _y(share), f"{share}%", anchor="end", fill=MUTED, font_size=SMALL)


def _moments(moments: Sequence[str]) -> Iterator[Element]:
    """Counted back from the last one, as many as fit."""
    every = -(-len(moments) // MOST)
    for place, moment in enumerate(moments):
        if (len(moments) - 1 - place) % every == 0:
            yield words(_x(place, len(moments)), BOTTOM + 18, moment, anchor="middle", fill=MUTED, font_size=SMALL)


def _x(place: int, count: int) -> float:
    inner = RIGHT - LEFT - 40
    return LEFT + 20 + (inner * place / (count - 1) if count > 1 else inner / 2)


def _y(share: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * share / 100
