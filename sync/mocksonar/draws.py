"""Chance without state: every draw follows from the seed, a record's number and what the draw is for."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Ints = NDArray[np.int64]
Bits = NDArray[np.uint64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True)
class Choice(Generic[T]):
    """Values with their weights, ready to be drawn from."""

    values: tuple[T, ...]
    bounds: Floats

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> "Choice[T]":
        """The weights need not add up to anything in particular."""
        total = np.cumsum(np.fromiter(weights.values(), dtype=np.float64))
        return cls(tuple(weights), total[:-1] / total[-1])

    def at(self, chances: Floats) -> list[T]:
        """One value for each chance in [0, 1)."""
        return [self.values[index] for index in np.searchsorted(self.bounds, chances, side="right").tolist()]


@dataclass(frozen=True)
class Draws:
    """The draws of a block of records: arrays with one element per number, always the same for the same number."""

    seed: int
    numbers: Ints

    def bits(self, purpose: str) -> Bits:
        """64 independent bits for each number (SplitMix64: Steele, Lea and Flood, OOPSLA 2014)."""
        state = self.numbers.astype(np.uint64) * _STEP + _salt(self.seed, purpose)
        state = (state ^ (state >> np.uint64(30))) * _FIRST
        state = (state ^ (state >> np.uint64(27))) * _SECOND
        return state ^ (state >> np.uint64(31))

    def chances(self, purpose: str) -> Floats:
        """Evenly spread over [0, 1)."""
        return (self.bits(purpose) >> np.uint64(11)).astype(np.float64) / 2.0**53

    def below(self, purpose: str, limit: int | Ints) -> Ints:
        """Whole numbers from 0 up to, not including, the limit (one limit, or one for each number)."""
        return (self.chances(purpose) * limit).astype(np.int64)

    def choose(self, purpose: str, choice: Choice[T]) -> list[T]:
        return choice.at(self.chances(purpose))


@cache
def _salt(seed: int, purpose: str) -> np.uint64:
    return np.uint64(int.from_bytes(keyed(seed, purpose, 8), "big"))


def keyed(seed: int, text: str, size: int) -> bytes:
    """`size` bytes (at most 64) that follow from the seed and the text only."""
    return hashlib.blake2b(f"{seed}:{text}".encode(), digest_size=size).digest()


def deck(weights: Mapping[T, float], size: int) -> tuple[T, ...]:
    """`size` cards on which each value stands in proportion to its weight, so that one draw is one look-up."""
    places = np.cumsum(np.fromiter(weights.values(), dtype=np.float64))
    middles = (np.arange(size) + 0.5) * places[-1] / size
    values = tuple(weights)
    return tuple(values[index] for index in np.searchsorted(places, middles).tolist())
