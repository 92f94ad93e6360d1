"""Shares on the map: the 35 regions in five shades from light to dark, each with its number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from profiles.reference import region_map as sheet
from profiles.transparency.charts.drawing import BRAND, INK, LINE, PAPER, TRACK, Said, box, drawing, words
from profiles.transparency.markup import element

SHADES = ("#f3eeff", "#cfbdff", "#9f80f5", "#5a2bd0", "#1d0857")
"""From low to high; they stay apart in greyscale. On the last two a number is white."""
DARK = SHADES[3:]
NONE = "#ffffff"
WIDTHS = (1, 2, 5, 10, 20)
"""Per cents that one shade may cover."""
SCALE = 0.5
MAP_WIDTH = round(sheet.WIDTH * SCALE)
MAP_HEIGHT = round(sheet.HEIGHT * SCALE) + 4
LEGEND = (4, 20)
"""Where the legend begins: in the sea."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Five classes of equal width; `low` is where the first begins."""

    low: int
    width: int

    def place(self, share: int) -> int:
        return min((share - self.low) // self.width, len(SHADES) - 1)

    def label(self, place: int) -> str:
        low = self.low + place * self.width
        high = min(low + self.width - 1, 100)
        last = place == len(SHADES) - 1 and high >= 99
        return f"{low}–{100 if last else high}%" if self.width > 1 else f"{low}%"


def steps(shares: Mapping[int, int | None]) -> Steps:
    """The narrowest round classes that hold every share."""
    known = [share for share in shares.values() if share is not None] or [0]
    for width in WIDTHS:
        low = min(known) // width * width
        if max(known) < low + width * len(SHADES):
            return Steps(low, width)
    return Steps(0, WIDTHS[-1])


def region_map(said: Said, shares: Mapping[int, int | None]) -> Element:
    """The country with a share in whole per cents per region number; without a share a region stays white."""
    chosen = steps(shares)
    outlines = (
        part for outline in sheet.OUTLINES for part in _region(outline, _shade(chosen, shares, outline.number))
    )
    return drawing(
        said, _land(*outlines), *_legend(chosen, missing=None in shares.values()), width=MAP_WIDTH, height=MAP_HEIGHT
    )


def locator(said: Said, number: int) -> Element:
    """The country with one region filled in, to see where it lies."""
    outlines = (
        element(
            "path", d=outline.path, fill=BRAND if outline.number == number else TRACK, stroke=LINE, stroke_width=3
        )
        for outline in sheet.OUTLINES
    )
    return drawing(said, _land(*outlines), width=MAP_WIDTH, height=MAP_HEIGHT)


def _land(*outlines: Element) -> Element:
    return element("g", *outlines, transform=f"scale({SCALE})")


def _shade(chosen: Steps, shares: Mapping[int, int | None], number: int) -> str:
    share = shares.get(number)
    return NONE if share is None else SHADES[chosen.place(share)]


def _region(outline: sheet.Outline, shade: str) -> Iterator[Element]:
    x, y = outline.label
    yield element("path", d=outline.path, fill=shade, stroke=INK, stroke_width=1.5, stroke_linejoin="round")
    number: dict[str, str | int] = {"text_anchor": "middle", "font_size": 27, "font_weight": 600}
    yield element("text", str(outline.number), x=x, y=y + 8, fill=PAPER if shade in DARK else INK, **number)


def _legend(chosen: Steps, *, missing: bool) -> Iterator[Element]:
    x, top = LEGEND
    yield words(x, top, "Met profiel", font_weight=600)
    entries = [(shade, chosen.label(place)) for place, shade in enumerate(SHADES)]
    for place, (shade, label) in enumerate([*entries, *([(NONE, "geen percentage")] if missing else [])]):
        y = top + 16 + 26 * place
        yield box(x, y, 26, 18, shade, stroke=INK)
        yield words(x + 36, y + 9, label)
