"""All quarters and regions at a glance: one percentage or number per cell, its shade, and whether it went up."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from profiles.transparency.counts import Counts
from profiles.transparency.report import COUNTRY, Known
from profiles.transparency.series import Moment

SHADES = 5


class Measure(StrEnum):
    """What a cell shows; the values are those in the address."""

    SHARE = "profiel"
    KNOWN = "bekend"
    TOTAL = "totaal"


@dataclass(frozen=True, slots=True)
class Cell:
    """One quarter of one area. `shade` is 0 (no figure) to 5 (highest); `trend` -1, 0 or 1, None without a past."""

    value: int | None
    shade: int
    trend: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A region, or the country (number 0), with a cell per quarter."""

    number: int
    name: str
    cells: tuple[Cell, ...]


def rows(moments: Sequence[Moment], names: dict[int, str], measure: Measure) -> list[Row]:
    """The country first, then each named region."""
    areas: list[tuple[int, str]] = [(0, COUNTRY), *names.items()]
    values = {number: [_value(moment, number, measure) for moment in moments] for number, _ in areas}
    known = [value for number in names for value in values[number] if value is not None]
    low, high = min(known, default=0), max(known, default=0)
    return [Row(number, name, _cells(values[number], low, high)) for number, name in areas]


def _value(moment: Moment, region: int, measure: Measure) -> int | None:
    counts = moment.regions.get(region, Counts()) if region else moment.total
    if measure is Measure.TOTAL:
        return counts.total
    if measure is Measure.SHARE:
        return counts.share
    return Known(counts.total, moment.register(region or None)).percent


def _cells(values: Sequence[int | None], low: int, high: int) -> tuple[Cell, ...]:
    before = [None, *values][: len(values)]
    return tuple(
        Cell(value, _shade(value, low, high), _trend(value, earlier))
        for value, earlier in zip(values, before, strict=True)
    )


def _shade(value: int | None, low: int, high: int) -> int:
    if value is None:
        return 0
    place = SHADES * (min(value, high) - low) // (high - low or 1)
    return 1 + max(0, min(SHADES - 1, place))


def _trend(value: int | None, before: int | None) -> int | None:
    if value is None or before is None:
        return None
    return (value > before) - (value < before)
