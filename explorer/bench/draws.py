"""Draws with weights, many at a time."""

import numpy as np
import numpy.typing as npt

from explorer.bench import shares

Numbers = npt.NDArray[np.intp]
Weights = npt.NDArray[np.float64]


def chosen(dice: np.random.Generator, weights: Weights, size: int) -> Numbers:
    """`size` places of the weights, each drawn as often as it weighs."""
    return chosen_by_row(dice, weights[None, :], np.zeros(size, np.intp))


def chosen_by_row(dice: np.random.Generator, weights: Weights, rows: Numbers) -> Numbers:
    """One place for each entry of `rows`, drawn by the weights of that row."""
    steps = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    steps[:, -1] = 1.0
    ladder = (steps + np.arange(len(weights))[:, None]).ravel()  # row r reaches from r to r + 1
    found = np.searchsorted(ladder, rows + dice.random(len(rows)), side="right")
    places: Numbers = np.minimum(found - rows * weights.shape[1], weights.shape[1] - 1)
    return places


def skewed(size: int) -> Weights:
    """Weights that fall with the rank."""
    return 1 / (np.arange(size) + float(shares.SKEW))
