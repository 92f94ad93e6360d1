"""The table of the tuned PostgreSQL engine: a card as small numbers, an array per list, and one of all that it shows.

Every label, term and mark has a number of its own, in one range per field, so that one `unnest` counts all facets.
`intarray` brings the quicker operators and GIN index for arrays of integers.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from django.db import connection

from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS, LISTS
from profiles.models import Card
from profiles.terms import Terms
from profiles.vocabularies import COUNTRY, reference

LABELS = (*FACTS, *ATTRIBUTES)
OPEN = "+"
SELF = "="
CHUNK = 5000
PAIR = 1000
"""`reach` is place times this plus travel: a workplace asks for pairs of these two labels."""
CREATE = f"""
CREATE EXTENSION IF NOT EXISTS intarray;
DROP TABLE IF EXISTS bench_card, bench_total;
CREATE UNLOGGED TABLE bench_card (
  number int, turn int, reach int, {", ".join(f"{field} smallint" for field in LABELS)},
  {", ".join(f"{field}_open boolean, {field} int[]" for field in LIST_FIELDS)}, marks int[]
)
"""
FINISH = (
    "ALTER TABLE bench_card ADD PRIMARY KEY (number)",
    "CREATE INDEX ON bench_card USING gin (marks gin__int_ops)",
    "CREATE INDEX ON bench_card (place)",
    "CREATE TABLE bench_total AS SELECT v, count(*) AS cards FROM bench_card, unnest(marks) AS v GROUP BY v",
    "VACUUM ANALYZE bench_card",
    "VACUUM ANALYZE bench_total",
)


@dataclass(frozen=True)
class Value:
    """A label, a term, or a mark of a list: OPEN, or SELF and the code of a parent that is shown itself."""

    field: str
    code: str


@dataclass(frozen=True, eq=False)
class Numbers:
    """The number of every value that a card may show, by field in one range."""

    of: dict[Value, int]
    ranges: dict[str, tuple[int, int]]
    """By field: the first number and the last."""

    @property
    def values(self) -> dict[int, Value]:
        return {number: value for value, number in self.of.items()}


def numbers() -> Numbers:
    """From the reference data alone, so they are the same for every generation."""
    found: dict[Value, int] = {}
    ranges = {}
    for field, codes in _codes().items():
        first = len(found) + 1
        found |= {Value(field, code): first + place for place, code in enumerate(codes)}
        ranges[field] = (first, len(found))
    return Numbers(found, ranges)


def build(generation: int, multiplier: int, step: int, prime: int) -> None:
    """Fills the table from the cards of a generation; the last three make the turn of each card on the day asked."""
    writer = connection.copy()  # the cards are read meanwhile, over the connection of the models
    with closing(writer), writer.cursor() as cursor:
        cursor.execute(CREATE)
        with cursor.copy("COPY bench_card FROM STDIN") as copy:
            for number, row in _rows(generation):
                copy.write_row((number, (number * multiplier + step) % prime, *row))
        for statement in FINISH:
            cursor.execute(statement)


def _codes() -> dict[str, list[str]]:
    data = reference()
    places = [*data.sub_regions, *(f"R{number}" for number in data.regions), COUNTRY]
    codes = {"place": places, **{fact: ["", *data.labels[fact]] for fact in LABELS if fact != "place"}}
    for one in LISTS:
        parents = dict.fromkeys(data.parents[one.vocabulary].values())
        codes[one.field] = [OPEN, *data.terms[one.vocabulary], *(SELF + code for code in parents)]
    return codes


def _rows(generation: int) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Every card's number and its other columns behind the turn."""
    number_of = numbers().of
    marks_of = lru_cache(maxsize=200_000)(lambda field, terms: _marks(number_of, field, terms))
    cards = Card.objects.of(generation).visible().order_by("number").values_list("number", *LABELS, *LIST_FIELDS)
    for number, *values in cards.iterator(chunk_size=CHUNK):
        labels = [number_of[Value(field, code)] for field, code in zip(LABELS, values, strict=False)]
        lists = values[len(LABELS) :]
        marks = [marks_of(field, terms) for field, terms in zip(LIST_FIELDS, lists, strict=True)]
        reach = labels[LABELS.index("place")] * PAIR + labels[LABELS.index("travel")]
        columns = chain.from_iterable(zip((terms.is_open for terms in lists), marks, strict=True))
        yield number, (reach, *labels, *columns, [*labels, *chain.from_iterable(marks)])


def _marks(number_of: dict[Value, int], field: str, terms: Terms) -> list[int]:
    selves = (Value(field, SELF + code) for code in terms.codes)
    shown = (Value(field, code) for code in (*terms.codes, *terms.implied))
    found = [number_of[value] for value in shown] + [number_of[value] for value in selves if value in number_of]
    return [*found, number_of[Value(field, OPEN)]] if terms.is_open else found


def size_mb() -> float:
    """The table, its indexes and the totals, in MB."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('bench_card') + pg_total_relation_size('bench_total')")
        return float(cursor.fetchone()[0]) / 1e6
