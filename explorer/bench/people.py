"""Draws a whole population at once, as numpy arrays: places, labels and terms as a release would show them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from explorer.bench import shares
from explorer.bench.draws import Numbers, chosen, skewed
from explorer.bench.wishes import ListColumn, drawn_list
from profiles.display import LISTS
from profiles.vocabularies import COUNTRY, FactLabel, Reference


@dataclass(frozen=True)
class LabelColumn:
    """One label per person: `codes[drawn[person]]`."""

    codes: tuple[str, ...]
    drawn: Numbers


@dataclass(frozen=True)
class People:
    """A population: its columns by field of the card."""

    size: int
    labels: Mapping[str, LabelColumn]
    lists: Mapping[str, ListColumn]


def drawn_people(size: int, seed: int, data: Reference, inhabitants: Mapping[str, int]) -> People:
    """`size` people; `inhabitants` per sub-region say how many live where. Equal arguments, equal people."""
    dice = np.random.default_rng(seed)
    place = _places(dice, size, data, inhabitants)
    labels = {fact: _labels(dice, size, fact, data.labels[fact]) for fact in shares.FILLED_IN}
    directions = [chosen(dice, skewed(shares.DIRECTIONS), size) for _ in ("first", "second")]
    lists = {
        one.field: drawn_list(
            dice,
            field=one.field,
            terms=tuple(data.terms[one.vocabulary]),
            parents=data.parents[one.vocabulary],
            directions=directions,
        )
        for one in LISTS
    }
    return People(size, {"place": place, **labels}, lists)


def _places(dice: np.random.Generator, size: int, data: Reference, inhabitants: Mapping[str, int]) -> LabelColumn:
    """Sub-regions by their inhabitants; a few people are shown by their region, or by the country."""
    codes = (*inhabitants, *(f"R{number}" for number in data.regions), COUNTRY)
    wider = np.array([codes.index(f"R{data.sub_regions[code][1]}") for code in inhabitants])
    drawn = chosen(dice, np.array(list(inhabitants.values()), float), size)
    drawn = np.where(dice.random(size) < shares.SUB_REGION_KEPT, drawn, wider[drawn])
    return LabelColumn(codes, np.where(dice.random(size) < shares.PLACE_UNKNOWN, len(codes) - 1, drawn))


def _labels(dice: np.random.Generator, size: int, fact: str, labels: Mapping[str, FactLabel]) -> LabelColumn:
    """What people filled in, of which a release shows a share more coarsely or not at all."""
    codes = ("", *labels)
    coarser = np.array([codes.index(_coarser(code, labels)) for code in codes])
    filled_in = shares.FILLED_IN[fact]
    fine = np.array([codes.index(code) for code in filled_in])
    drawn = fine[chosen(dice, np.array(list(filled_in.values())), size)]
    exact = dice.random(size) < shares.KEPT_EXACT.get(fact, 1.0)
    return LabelColumn(codes, np.where(exact, drawn, coarser[drawn]))


def _coarser(code: str, labels: Mapping[str, FactLabel]) -> str:
    """The label one step coarser; "" (not known) when there is none."""
    above = (one.code for one in labels.values() if code and labels[code].covers < one.covers)
    return next(above, "")
