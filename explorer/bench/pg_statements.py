"""The SQL of the tuned PostgreSQL engine, made for one question. All that goes into it are numbers of our own."""

from collections.abc import Iterable

from explorer.bench.pg_table import LABELS, PAIR, SELF, Numbers, Value
from explorer.search.engine import PAGE_SIZE, Question
from explorer.search.matching import LabelTest, PairTest, TermTest, Test


class Statements:
    """Three statements over the card table. A *state* is 2 for met, 1 for unknown, 0 for not met."""

    def __init__(self, question: Question, numbers: Numbers) -> None:
        self._question = question
        self._numbers = numbers
        self._states = [self._state(one.test) for one in question.asked]
        required = [place for place, one in enumerate(question.asked) if one.is_required]
        self.bits = {question.asked[place].criterion.key: 1 << at for at, place in enumerate(required)}
        self._required = [self._states[place] for place in required]
        self._fields = {facet.key: facet.field for facet in question.facets if facet.key in self.bits}

    def classes(self) -> str:
        """How many cards have each combination of states, the looser requirements' last."""
        states = [*self._states, *(self._state(one.test) for one in self._question.looser)]
        if not states:
            return "SELECT count(*) FROM bench_card"
        places = ", ".join(str(place + 1) for place in range(len(states)))
        return f"SELECT {', '.join(states)}, count(*) FROM bench_card GROUP BY {places}"  # noqa: S608 - see above

    def page(self) -> str:
        """The numbers of one page in order, each with the states of all criteria."""
        names = [f"s{place}" for place in range(len(self._states))]
        columns = ", ".join(f"{state} AS {name}" for state, name in zip(self._states, names, strict=True))
        certain = " AND ".join(f"{state} = 2" for state in self._required) or "true"
        score = " + ".join(f"({state} = 2)::int" for state in self._states) or "0"
        first = (self._question.page - 1) * PAGE_SIZE
        return (
            f"SELECT {', '.join(['number', *names])} FROM ("  # noqa: S608 - see above
            f"SELECT number, turn, {certain} AS certain, {score} AS score{', ' * bool(names)}{columns} "
            f"FROM bench_card WHERE {self._left()}) AS found "
            f"ORDER BY certain DESC, score DESC, turn LIMIT {PAGE_SIZE} OFFSET {first}"
        )

    def counts(self, *, from_outside: bool) -> str:
        """Cards per class and value; the class has a bit for each requirement that excludes the card.

        Either of those who are left, and the own field of those whom one requirement alone excludes; or, from
        outside, of all who are excluded.
        """
        bits = zip(self._required, self.bits.values(), strict=True)
        excluded = " | ".join(f"({state} = 0)::int * {bit}" for state, bit in bits) or "0"
        counted = "marks" if from_outside else self._counted_inside()
        return (
            f"SELECT class, v, count(*) FROM (SELECT class, unnest({counted}) AS v FROM "  # noqa: S608 - see above
            f"(SELECT {excluded} AS class, bench_card.* FROM bench_card OFFSET 0) AS cards "
            f"WHERE class {'<> 0' if from_outside else self._inside()}) AS marked GROUP BY class, v"
        )

    def _inside(self) -> str:
        return f"IN (0{''.join(f', {self.bits[key]}' for key in self._fields)})"

    def _counted_inside(self) -> str:
        """Everything of those who are left, the own field of those whom one requirement alone excludes."""
        own = (f"WHEN {self.bits[key]} THEN {_array_of(field)}" for key, field in self._fields.items())
        return f"CASE class WHEN 0 THEN marks {' '.join(own)} END"

    def _left(self) -> str:
        return " AND ".join(f"{state} > 0" for state in self._required) or "true"

    def _state(self, test: Test) -> str:
        met, may = self._conditions(test)
        return f"CASE WHEN {met} THEN 2 WHEN {may} THEN 1 ELSE 0 END"

    def _conditions(self, test: Test) -> tuple[str, str]:
        match test:
            case LabelTest():
                return self._is_one_of(test.field, test.met), self._is_one_of(test.field, test.unknown)
            case PairTest():
                return self._is_pair(test, test.met), self._is_pair(test, test.unknown)
            case TermTest():
                above = [SELF + code for code in test.above]
                open_to = f"{test.field}_open OR {self._shows(test.field, above)}" if test.wanted else "true"
                return self._shows(test.field, test.chosen), open_to

    def _is_one_of(self, field: str, labels: Iterable[str]) -> str:
        return f"{field} = ANY('{self._array(Value(field, label) for label in labels)}'::smallint[])"

    def _is_pair(self, test: PairTest, pairs: Iterable[tuple[str, str]]) -> str:
        one, other = test.fields
        of = self._numbers.of
        found = sorted(of[Value(one, first)] * PAIR + of[Value(other, second)] for first, second in pairs)
        return f"reach = ANY('{{{','.join(map(str, found))}}}'::int[])"

    def _shows(self, field: str, codes: Iterable[str]) -> str:
        array = self._array(Value(field, code) for code in codes)
        return f"marks && '{array}'::int[]" if array != "{}" else "false"

    def _array(self, values: Iterable[Value]) -> str:
        known = sorted(self._numbers.of[value] for value in values if value in self._numbers.of)
        return f"{{{','.join(map(str, known))}}}"


def _array_of(field: str) -> str:
    """A column as an array."""
    return f"ARRAY[{field}::int]" if field in LABELS else field
