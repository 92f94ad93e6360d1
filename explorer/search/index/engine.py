"""Answers a question from the index: the rules of `matching`, on whole sets of cards at once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from explorer.search.engine import PAGE_SIZE, Asked, Outcome, Question, Totals
from explorer.search.index.bits import Rows, as_rows
from explorer.search.index.candidates import Candidates, Sets, both, candidates
from explorer.search.index.columns import Columns
from explorer.search.index.facet_counts import FacetCounts
from explorer.search.index.memory import remembered
from explorer.search.index.ranking import Rotation, by_score
from explorer.search.index.sets import SetReader
from explorer.search.matching import Answer
from profiles import keys


@dataclass(frozen=True, eq=False)
class Members:
    """Card numbers, in no order that means anything."""

    certain: Rows
    possible: Rows


class IndexEngine:
    """The index of one generation, with all that can be worked out of it once. Safe for any number of threads."""

    name = "index"

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._sets = SetReader(columns)
        self._facets = FacetCounts(columns, self._sets)
        self._rotation = remembered(self._work_out_rotation, 2)

    @property
    def size(self) -> int:
        """The number of cards, masked ones included."""
        return self._columns.size

    def warm(self, day: dt.date) -> None:
        """Works out what the first request would wait for."""
        self._rotation(day)

    def answer(self, question: Question) -> Outcome:
        """Exact totals, one page in order with its answers, every facet count and every what-if."""
        asked_about = self._sets.everyone if question.only is None else self._rows_of(question.only)
        everyone = asked_about - self._rows_of(question.masked)
        masked = self._sets.everyone - everyone
        sets = {one.criterion.key: self._sets.of(one.test) for one in question.asked}
        required = {one.criterion.key: one.test for one in question.asked if one.is_required}
        found = candidates(everyone, {key: sets[key] for key in required})
        rows = self._page(question, sets, found)
        return Outcome(
            total=len(everyone),
            certain=len(found.left.met),
            possible=len(found.left.possible) - len(found.left.met),
            numbers=tuple(self._columns.numbers[rows].tolist()),
            answers=tuple(tuple(_answer(row, one) for one in sets.values()) for row in rows),
            facets=self._facets.of(question.facets, required, found, masked),
            without={key: _totals(rest) for key, rest in found.but.items()},
            looser=dict(self._looser(question, found)),
        )

    def members(self, asked: tuple[Asked, ...], masked: frozenset[int]) -> Members:
        """Who a search finds, all of them: the same sets that `answer` counts."""
        everyone = self._sets.everyone - self._rows_of(masked)
        left = candidates(everyone, {one.criterion.key: self._sets.of(one.test) for one in asked if one.is_required})
        numbers, certain = self._columns.numbers, left.left.met
        return Members(numbers[as_rows(certain)], numbers[as_rows(left.left.possible - certain)])

    def _rows_of(self, numbers: Iterable[int]) -> BitMap:
        """The rows of these card numbers."""
        return BitMap(self._row_of[list(numbers)].tolist())

    @cached_property
    def _row_of(self) -> npt.NDArray[np.intp]:
        return np.argsort(self._columns.numbers)

    def _page(self, question: Question, sets: Mapping[str, Sets], found: Candidates) -> list[int]:
        """Certain before possible, then more criteria met, then the rotation of the day."""
        plus = [sets[one.criterion.key].met for one in question.asked if not one.is_required]
        rotation = self._rotation(question.day)
        return rotation.taken(_levels(found.left, plus, sets), (question.page - 1) * PAGE_SIZE, PAGE_SIZE)

    def _looser(self, question: Question, found: Candidates) -> Iterator[tuple[str, Totals]]:
        for one in question.looser:
            yield one.criterion.key, _totals(both(found.but[one.criterion.key], self._sets.of(one.test)))

    def _work_out_rotation(self, day: dt.date) -> Rotation:
        multiplier, step = keys.shuffle_of(day)
        numbers = self._columns.numbers.astype(np.int64)
        return Rotation((numbers * multiplier + step) % keys.ROTATION_PRIME)


def _levels(left: Sets, plus: list[BitMap], sets: Mapping[str, Sets]) -> Iterator[BitMap]:
    """The candidates in sets of equal rank, best first; the later ones are only made when they are needed."""
    yield from by_score(left.met, plus)
    yield from by_score(left.possible - left.met, [one.met for one in sets.values()])


def _answer(row: int, sets: Sets) -> Answer:
    if row in sets.met:
        return Answer.MET
    return Answer.UNKNOWN if row in sets.possible else Answer.NOT_MET


def _totals(sets: Sets) -> Totals:
    return Totals(len(sets.met), len(sets.possible) - len(sets.met))
