"""Reads one generation's cards from the database into columns."""

from collections.abc import Callable, Iterator
from functools import cache

from django.db.models import F, TextField
from django.db.models.functions import Cast

from explorer.search.index.columns import CardRow, Columns, Value, columns, mark_values
from profiles.display import ATTRIBUTES, FACTS, LISTS
from profiles.models import Card
from profiles.terms import marks
from profiles.vocabularies import reference

CHUNK = 5000
LABELS = (*FACTS, *ATTRIBUTES)
Reader = Callable[[str], list[Value]]


def read_columns(generation: int) -> Columns:
    """All cards of a generation, masked ones too: what is masked is said with each question."""
    return columns(_cards(generation))


def _cards(generation: int) -> Iterator[CardRow]:
    """In chunks by number, as an open cursor would bar writes on SQLite. Lists stay text: their marks are enough."""
    texts = {f"{shown.field}_text": Cast(F(shown.field), TextField()) for shown in LISTS}
    cards = Card.objects.of(generation).annotate(**texts).order_by("number").values_list("number", *LABELS, *texts)
    readers = [_label_reader(name) for name in LABELS]
    readers += [_list_reader(shown.field, shown.vocabulary) for shown in LISTS]
    after = -1
    while chunk := list(cards.filter(number__gt=after)[:CHUNK]):
        for number, *stored in chunk:
            yield number, [value for read, text in zip(readers, stored, strict=True) for value in read(text)]
        after = chunk[-1][0]


def _label_reader(field: str) -> Reader:
    return lambda code: [(field, code)]


def _list_reader(field: str, vocabulary: str) -> Reader:
    parents = frozenset(reference().parents[vocabulary].values())
    values_of = cache(lambda mark: mark_values(field, mark, parents))
    return lambda text: [value for mark in marks(text) for value in values_of(mark)]
