"""Reads one generation's cards from the database into columns."""

from collections.abc import Iterator

from explorer.search.index.columns import CardRow, Columns, columns
from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS, LISTS
from profiles.models import Card
from profiles.vocabularies import reference

CHUNK = 5000
LABELS = (*FACTS, *ATTRIBUTES)


def read_columns(generation: int) -> Columns:
    """All cards of a generation, masked ones too: what is masked is said with each question."""
    above = {shown.field: reference().parents[shown.vocabulary].values() for shown in LISTS}
    return columns(_cards(generation), {field: frozenset(codes) for field, codes in above.items()})


def _cards(generation: int) -> Iterator[CardRow]:
    """In chunks by number: an open cursor would bar writes on SQLite."""
    cards = Card.objects.of(generation).order_by("number").values_list("number", *LABELS, *LIST_FIELDS)
    after = -1
    while chunk := list(cards.filter(number__gt=after)[:CHUNK]):
        for number, *values in chunk:
            labels = dict(zip(LABELS, values[: len(LABELS)], strict=True))
            yield number, labels, dict(zip(LIST_FIELDS, values[len(LABELS) :], strict=True))
        after = chunk[-1][0]
