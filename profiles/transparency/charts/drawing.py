"""The pen of every chart: a drawing that says what it shows, its texts and its colours. Sizes are in pixels."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from profiles.transparency.markup import Child, element

FONT = "Source Sans 3, Segoe UI, sans-serif"
INK = "#001a40"
MUTED = "#3d5374"
LINE = "#c0c7d2"
TRACK = "#eff1f3"
BRAND = "#3b0fb0"
PAPER = "#ffffff"
WIDTH = 640
SIZE = 17
SMALL = 15


@dataclass(frozen=True, slots=True)
class Said:
    """What a drawing says to those who do not see it, under a name that is unique on its page."""

    name: str
    title: str
    description: str


def drawing(said: Said, *children: Child, width: int = WIDTH, height: int) -> Element:
    """An SVG image with a title and a description. Without scripts, styles or anything from elsewhere."""
    return element(
        "svg",
        element("title", said.title, id=f"{said.name}-titel"),
        element("desc", said.description, id=f"{said.name}-uitleg"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{said.name}-titel {said.name}-uitleg",
        font_family=FONT,
        font_size=SIZE,
    )


def words(
    x: float, y: float, said: str, *, anchor: str = "start", fill: str = INK, **more: str | int | float
) -> Element:
    """A text whose middle is at height `y`."""
    return element("text", said, x=_short(x), y=_short(y + SIZE * 0.34), text_anchor=anchor, fill=fill, **more)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, **more: str | int | float) -> Element:
    return element("line", x1=_short(x1), y1=_short(y1), x2=_short(x2), y2=_short(y2), stroke=stroke, **more)


def box(x: float, y: float, width: float, height: float, fill: str, **more: str | int | float) -> Element:
    size = {"width": _short(width), "height": _short(height)}
    return element("rect", x=_short(x), y=_short(y), fill=fill, **size, **more)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
