"""Who is left by all requirements together, and by all but one: one walk forward and one back."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from pyroaring import BitMap


@dataclass(frozen=True)
class Sets:
    """The cards that meet a test, and those that it does not exclude (so the first lie within the second)."""

    met: BitMap
    possible: BitMap


@dataclass(frozen=True)
class Candidates:
    """`left` by all requirements; `but[key]` by all but that one. In `left.met` are the certain cards."""

    left: Sets
    but: Mapping[str, Sets]


def candidates(everyone: BitMap, required: Mapping[str, Sets]) -> Candidates:
    """The candidates among everyone for these requirements, by key."""
    start = Sets(everyone, everyone)
    before = list(accumulate(required.values(), both, initial=start))
    after = list(accumulate(reversed(list(required.values())), both, initial=start))[::-1]
    but = {key: both(before[place], after[place + 1]) for place, key in enumerate(required)}
    return Candidates(before[-1], but)


def both(one: Sets, other: Sets) -> Sets:
    """What meets, and what is not excluded by, two tests together."""
    return Sets(one.met & other.met, one.possible & other.possible)
