"""Draws how cost grows with the number of profiles, as an SVG on two logarithmic scales."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from explorer.bench.result import SizeResult

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 120, 40, 50
LINES = {
    "index": ("#00639a", ""),
    "postgres": ("#a33a00", "8 4"),
    "orm": ("#4b5563", "2 4"),
    "orm-postgres": ("#5b2c83", "8 3 2 3"),
}
"""By engine: colour and dashes; a reader who sees no colours has the dashes and the name at the end of the line."""
SHARE = 0.95


@dataclass(frozen=True)
class Scale:
    """A logarithmic scale of whole powers of ten, drawn between two places."""

    least: int
    most: int
    start: float
    end: float

    def at(self, value: float) -> float:
        part = (math.log10(value) - self.least) / (self.most - self.least)
        return round(self.start + part * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.least, self.most + 1)]


def chart(results: Sequence[SizeResult]) -> str:
    """The p95 of every engine against the number of profiles; one size at least."""
    points = _points(results)
    sizes = [size for line in points.values() for size, _time in line]
    times = [time for line in points.values() for _size, time in line]
    x = _scale(sizes, LEFT, WIDTH - RIGHT)
    y = _scale(times, HEIGHT - BOTTOM, TOP)
    parts = [*_frame(x, y), *(part for name, line in points.items() for part in _line(name, line, x, y))]
    title = "Search: time within which 95% of queries are answered (ms) by number of profiles"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _points(results: Sequence[SizeResult]) -> dict[str, list[tuple[int, float]]]:
    names = {name: None for result in results for name in result.engines}
    found: dict[str, list[tuple[int, float]]] = {name: [] for name in names}
    for result in sorted(results, key=lambda result: result.profiles):
        for name, engine in result.engines.items():
            found[name].append((result.profiles, engine.at(SHARE)))
    return found


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    least, most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Scale(least, max(most, least + 1), start, end)


def _frame(x: Scale, y: Scale) -> Iterator[str]:
    """Grid lines with their numbers, and what the scales show."""
    for size in x.ticks:
        yield f'<path d="M{x.at(size)} {TOP}V{HEIGHT - BOTTOM}" stroke="#d1d5db"/>'
        yield f'<text x="{x.at(size)}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,.0f}</text>'
    for time in y.ticks:
        yield f'<path d="M{LEFT} {y.at(time)}H{WIDTH - RIGHT}" stroke="#d1d5db"/>'
        yield f'<text x="{LEFT - 8}" y="{y.at(time) + 4}" text-anchor="end">{time:,g}</text>'
    yield f'<text x="{LEFT}" y="{TOP - 16}">p95, ms</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">profiles</text>'


def _line(name: str, points: Sequence[tuple[int, float]], x: Scale, y: Scale) -> Iterator[str]:
    colour, dashes = LINES.get(name, ("#111827", ""))
    places = [(x.at(size), y.at(time)) for size, time in points]
    path = " ".join(f"{across},{down}" for across, down in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
    yield from (f'<circle cx="{across}" cy="{down}" r="3" fill="{colour}"/>' for across, down in places)
    across, down = places[-1]
    yield f'<text x="{across + 8}" y="{down + 4}" fill="{colour}">{escape(name)}</text>'
