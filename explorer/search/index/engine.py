"""Answers a question from the index: the rules of `matching`, on whole sets of cards at once."""

import datetime as dt
import functools
import operator
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import numpy as np
from pyroaring import BitMap

from explorer.search.engine import PAGE_SIZE, Asked, Outcome, Question, Totals
from explorer.search.facets import Facet, FacetCount
from explorer.search.index.bits import bitmap
from explorer.search.index.candidates import Candidates, Sets, both, candidates
from explorer.search.index.columns import OPEN, SELF, Columns, Value
from explorer.search.index.counting import Counter, Counts
from explorer.search.index.ranking import Rotation, by_score
from explorer.search.index.tallies import Tallies
from explorer.search.matching import Answer, LabelTest, PairTest, TermTest, Test
from profiles import keys


class IndexEngine:
    """The index of one generation, with all that can be worked out of it once. Safe for any number of threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._counter = Counter(columns)
        self._tallies = Tallies(columns)
        self._cards_with = lru_cache(maxsize=None)(self._read_cards_with)
        self._sets = lru_cache(maxsize=512)(self._work_out_sets)
        self._rotation = lru_cache(maxsize=2)(self._work_out_rotation)

    @property
    def size(self) -> int:
        """The number of cards, masked ones included."""
        return self._columns.size

    def warm(self, day: dt.date) -> None:
        """Works out what the first request would wait for."""
        self._counter.warm()
        self._rotation(day)

    def answer(self, question: Question) -> Outcome:
        """Exact totals, one page in order with its answers, every facet count and every what-if."""
        everyone = self._counter.everyone
        if question.masked:
            everyone = everyone - BitMap(question.masked)
        sets = {one.criterion.key: self._sets(one.test) for one in question.asked}
        required = {one.criterion.key: sets[one.criterion.key] for one in question.asked if one.is_required}
        found = candidates(everyone, required)
        numbers = self._page(question, sets, found)
        return Outcome(
            total=len(everyone),
            certain=len(found.left.met),
            possible=len(found.left.possible) - len(found.left.met),
            numbers=tuple(numbers),
            answers=tuple(tuple(_answer(number, one) for one in sets.values()) for number in numbers),
            facets=self._facets(question.facets, found),
            without={key: _totals(rest) for key, rest in found.but.items()},
            looser={key: _totals(rest) for key, rest in self._looser(question.looser, found)},
        )

    def _page(self, question: Question, sets: Mapping[str, Sets], found: Candidates) -> list[int]:
        """Certain before possible, then more criteria met, then the rotation of the day."""
        plus = [sets[one.criterion.key].met for one in question.asked if not one.is_required]
        rotation = self._rotation(question.day)
        return rotation.taken(_levels(found.left, plus, sets), (question.page - 1) * PAGE_SIZE, PAGE_SIZE)

    def _facets(self, facets: Iterable[Facet], found: Candidates) -> dict[str, FacetCount]:
        """Each facet over what the *other* requirements leave; those without a requirement share one count."""
        shared = self._counter.counts(found.left.possible, self._counter.all_values)
        return {facet.key: self._tallies.of(facet, self._counted(facet, found, shared)) for facet in facets}

    def _counted(self, facet: Facet, found: Candidates, shared: Counts) -> Counts:
        values = self._tallies.values_of(facet)
        own = found.but.get(facet.key)
        return shared[values] if own is None else self._counter.counts(own.possible, values)

    def _looser(self, looser: Iterable[Asked], found: Candidates) -> Iterator[tuple[str, Sets]]:
        for one in looser:
            yield one.criterion.key, both(found.but[one.criterion.key], self._sets(one.test))

    def _work_out_sets(self, test: Test) -> Sets:
        match test:
            case LabelTest():
                met = self._any((test.field, label) for label in test.met)
                return Sets(met, met | self._any((test.field, label) for label in test.unknown))
            case PairTest():
                met = self._any_pair(test.fields, test.met)
                return Sets(met, met | self._any_pair(test.fields, test.unknown))
            case TermTest():
                met = self._any((test.field, code) for code in test.chosen)
                return Sets(met, met | self._open_to(test) if test.wanted else self._counter.everyone)

    def _open_to(self, test: TermTest) -> BitMap:
        """Cards whose wanted list leaves a test open: it is not complete, or shows a parent of what is asked."""
        parents = ((test.field, SELF + code) for code in test.above)
        return self._any([(test.field, OPEN), *parents])

    def _any(self, values: Iterable[Value]) -> BitMap:
        return functools.reduce(operator.or_, map(self._cards_with, values), BitMap())

    def _any_pair(self, fields: tuple[str, str], pairs: Iterable[tuple[str, str]]) -> BitMap:
        by_second: dict[str, list[Value]] = {}
        for first, second in pairs:
            by_second.setdefault(second, []).append((fields[0], first))
        parts = (self._any(firsts) & self._cards_with((fields[1], second)) for second, firsts in by_second.items())
        return functools.reduce(operator.or_, parts, BitMap())

    def _read_cards_with(self, value: Value) -> BitMap:
        number = self._columns.id_of.get(value)
        return BitMap() if number is None else bitmap(self._columns.rows_of(number))

    def _work_out_rotation(self, day: dt.date) -> Rotation:
        multiplier, step = keys.shuffle_of(day)
        numbers = np.arange(self._columns.size, dtype=np.int64)
        return Rotation((numbers * multiplier + step) % keys.ROTATION_PRIME)


def _levels(left: Sets, plus: list[BitMap], sets: Mapping[str, Sets]) -> Iterator[BitMap]:
    """The candidates in sets of equal rank, best first; the later ones are only made when they are needed."""
    yield from by_score(left.met, plus)
    yield from by_score(left.possible - left.met, [one.met for one in sets.values()])


def _answer(number: int, sets: Sets) -> Answer:
    if number in sets.met:
        return Answer.MET
    return Answer.UNKNOWN if number in sets.possible else Answer.NOT_MET


def _totals(sets: Sets) -> Totals:
    return Totals(len(sets.met), len(sets.possible) - len(sets.met))
