"""Draws one list of terms for everyone; some are shown more coarsely or left out, as a release does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.bench import shares
from explorer.bench.draws import Numbers, Weights, chosen, chosen_by_row, skewed

NOTHING = -1


@dataclass(frozen=True)
class ListColumn:
    """The terms of everyone: a person's are `codes[drawn[offsets[person]:offsets[person + 1]]]`.

    A term and one below it may stand side by side. `more[person]`: a term was left out or coarsened.
    """

    codes: tuple[str, ...]
    offsets: Numbers
    drawn: Numbers
    more: npt.NDArray[np.bool_]


def drawn_list(
    dice: np.random.Generator,
    *,
    field: str,
    terms: tuple[str, ...],
    parents: Mapping[str, str],
    directions: Sequence[Numbers],
) -> ListColumn:
    """The list `field` of everyone. `directions`: each person's first and second kind of work."""
    size = len(directions[0])
    above = np.array([terms.index(parents[code]) if code in parents else NOTHING for code in terms])
    numbers = chosen(dice, np.array(shares.TERM_NUMBERS[field]), size)
    people = np.repeat(np.arange(size), numbers)
    weights = _weights(dice, above, shares.OWN_TERMS[field])
    named = chosen_by_row(dice, weights, _rows(dice, people, directions))
    shown = _lifted(dice, named, above, field)
    more = np.bincount(people[shown != named], minlength=size) > 0
    pairs = np.unique(people[shown >= 0] * len(terms) + shown[shown >= 0])
    offsets = np.concatenate(([0], np.cumsum(np.bincount(pairs // len(terms), minlength=size))))
    return ListColumn(terms, offsets, pairs % len(terms), more)


def _weights(dice: np.random.Generator, above: Numbers, own: int) -> Weights:
    """A row of weights over all terms for each direction, and a last one for "anything".

    The terms of a direction stand together in the vocabulary, as related ones do.
    """
    has_children = np.isin(np.arange(len(above)), above)
    fineness = np.where(has_children, shares.PARENT_NAMED, 1.0)
    weights = np.zeros((shares.DIRECTIONS + 1, len(above)))
    for row in weights[:-1]:
        start = dice.integers(len(above))
        row[(start + dice.permutation(own)) % len(above)] = skewed(own)
    weights[-1, dice.permutation(len(above))] = skewed(len(above))
    return weights * fineness


def _rows(dice: np.random.Generator, people: Numbers, directions: Sequence[Numbers]) -> Numbers:
    """For each term to draw: the person's first direction, their second, or anything."""
    first, second = directions
    chances = dice.random(len(people))
    other = np.where(chances < shares.OWN + shares.SECOND, second[people], shares.DIRECTIONS)
    return np.where(chances < shares.OWN, first[people], other)


def _lifted(dice: np.random.Generator, named: Numbers, above: Numbers, field: str) -> Numbers:
    """The term shown for each named one: itself, one above it, or NOTHING."""
    steps = chosen(dice, np.array(shares.LIFTED[field]), len(named))
    shown = named.copy()
    for step in range(1, steps.max(initial=0) + 1):
        shown[steps >= step] = np.append(above, NOTHING)[shown[steps >= step]]
    return shown
