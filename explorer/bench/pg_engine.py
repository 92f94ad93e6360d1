"""The tuned PostgreSQL engine: the whole three-valued answer in three statements over arrays of integers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db import connection

from explorer.bench.pg_classes import Classes
from explorer.bench.pg_statements import Statements
from explorer.bench.pg_table import OPEN, SELF, Numbers, numbers
from explorer.search.engine import Outcome, Question
from explorer.search.facets import Facet, FacetCount, LabelFacet
from explorer.search.matching import Answer

ANSWERS = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)
"""A state in SQL is a place in this list."""


class PostgresEngine:
    """Answers questions about the cards that `pg_table.build` wrote; knows no masked cards and one day's turns."""

    name = "postgresql"

    def answer(self, question: Question) -> Outcome:
        """Totals and what-ifs in one look, the page in a second, all counts in a third."""
        sql = Statements(question, self._numbers)
        classes = Classes(question, _rows(sql.classes()))
        page = _rows(sql.page())
        return Outcome(
            total=classes.total,
            certain=classes.left.certain,
            possible=classes.left.possible,
            numbers=tuple(number for number, *_states in page),
            answers=tuple(tuple(ANSWERS[state] for state in states) for _number, *states in page),
            facets=self._facets(question.facets, sql, classes),
            without={key: classes.without(key) for key in sql.bits},
            looser={one.criterion.key: classes.looser(one.criterion.key) for one in question.looser},
        )

    def _facets(self, facets: Iterable[Facet], sql: "Statements", classes: "Classes") -> dict[str, FacetCount]:
        """Counts the smaller side: those who are left, or those who are not and then the difference with everyone."""
        from_outside = 2 * (classes.left.certain + classes.left.possible) > classes.total
        counted: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for kind, value, cards in _rows(sql.counts(from_outside=from_outside)):
            counted[kind][value] = cards
        left = counted[0]
        if from_outside:
            left = Counter(self._everyone)
            for outside in [counts for kind, counts in counted.items() if kind]:
                left.subtract(outside)
        alone = {key: counted[bit] for key, bit in sql.bits.items()}
        return {facet.key: self._facet(facet, left, alone.get(facet.key, Counter())) for facet in facets}

    def _facet(self, facet: Facet, left: Counter[int], alone: Counter[int]) -> FacetCount:
        """`alone`: the counts of whom only this facet's own requirement excludes."""
        first, last = self._numbers.ranges[facet.field]
        both = {self._codes[number]: left[number] + alone[number] for number in range(first, last + 1)}
        if isinstance(facet, LabelFacet):
            return facet.counted(Counter(both))
        terms = {code: cards for code, cards in both.items() if cards and code != OPEN and code[:1] != SELF}
        return FacetCount(terms, both[OPEN])

    @cached_property
    def _numbers(self) -> Numbers:
        return numbers()

    @cached_property
    def _codes(self) -> Mapping[int, str]:
        return {number: value.code for number, value in self._numbers.values.items()}

    @cached_property
    def _everyone(self) -> Mapping[int, int]:
        return dict(_rows("SELECT v, cards FROM bench_total"))


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
