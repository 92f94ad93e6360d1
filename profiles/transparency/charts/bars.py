"""Shares side by side: a bar for each area, from 0 to 100 per cent."""

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
    TRACK,
    WIDTH,
    Said,
    box,
    drawing,
    line,
    words,
)

UNKNOWN = "geen percentage"
LEFT = 216
RIGHT = WIDTH - 16
TOP = 34
STEP = 32
THICK = 22
ROOM = 12
"""From so many per cents on a bar is long enough for its own label."""
NAME = 25
"""So many letters of a name fit beside its bar; the table has the whole name."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An area and its share in whole per cents; None = no percentage is printed."""

    name: str
    share: int | None


def bars(said: Said, rows: Sequence[Bar], average: Bar) -> Element:
    """The bars in the order given, with a dashed line where the whole area stands."""
    bottom = TOP + STEP * len(rows)
    placed = [(row, TOP + STEP * number + STEP / 2) for number, row in enumerate(rows)]
    drawn = [part for row, middle in placed for part in _bar(row, middle)]
    said_in = [_share(row, middle) for row, middle in placed]
    return drawing(said, *_grid(bottom), *drawn, *_average(average, bottom), *said_in, height=bottom + 28)


def _bar(row: Bar, middle: float) -> Iterator[Element]:
    yield words(LEFT - 12, middle, _fitting(row.name), anchor="end")
    yield box(LEFT, middle - THICK / 2, RIGHT - LEFT, THICK, TRACK)
    if row.share:
        yield box(LEFT, middle - THICK / 2, _x(row.share) - LEFT, THICK, BRAND)


def _share(row: Bar, middle: float) -> Element:
    """Within the bar where it fits, so that the dashed line seldom crosses it."""
    if row.share is None:
        return words(LEFT + 8, middle, UNKNOWN, fill=MUTED)
    if row.share < ROOM:
        return words(_x(row.share) + 8, middle, f"{row.share}%", font_weight=600)
    return words(LEFT + 8, middle, f"{row.share}%", fill=PAPER, font_weight=600)


def _grid(bottom: float) -> Iterator[Element]:
    for share in range(0, 101, 25):
        yield line(_x(share), TOP, _x(share), bottom + 4, stroke=LINE)
        anchor = "end" if share == 100 else "middle"
        yield words(_x(share), bottom + 16, f"{share}%", anchor=anchor, fill=MUTED, font_size=SMALL)


def _average(average: Bar, bottom: float) -> Iterator[Element]:
    if average.share is None:
        return
    x = _x(average.share)
    yield line(x, TOP - 4, x, bottom, stroke=PAPER, stroke_width=4)
    yield line(x, TOP - 4, x, bottom, stroke=INK, stroke_width=2, stroke_dasharray="6 4")
    anchor = "end" if average.share > 50 else "start"
    yield words(x, TOP - 15, f"{average.name}: {average.share}%", anchor=anchor, font_weight=600)


def _x(share: int) -> float:
    return LEFT + (RIGHT - LEFT) * share / 100


def _fitting(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"
