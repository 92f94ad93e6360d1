"""Reads one generation's cards from the database into an index."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db.models import F, TextField
from django.db.models.functions import Cast

from explorer.search.index.columns import Columns, mark_values
from explorer.search.index.packing import FieldLists, packed
from profiles.display import ATTRIBUTES, FACTS, LISTS
from profiles.models import Card
from profiles.terms import marks
from profiles.vocabularies import reference

CHUNK = 5000
LABELS = (*FACTS, *ATTRIBUTES)
Meaning = Callable[[str], Sequence[str]]
"""From a stored text to the codes of the values that it stands for."""


@dataclass
class FieldReader:
    """Reads one column: every different text once, and for each card which text it has."""

    meaning: Meaning
    place_of: dict[str, int] = field(default_factory=dict)
    chosen: list[int] = field(default_factory=list)

    def read(self, texts: Sequence[str]) -> None:
        place_of = self.place_of
        self.chosen += [place_of.setdefault(text, len(place_of)) for text in texts]

    def lists(self) -> FieldLists:
        return FieldLists([self.meaning(text) for text in self.place_of], np.array(self.chosen, np.intp))


def read_columns(generation: int) -> Columns:
    """All cards of a generation, masked ones too: what is masked is said with each question.

    Raises:
        ValueError: the cards' numbers are not 0, 1, 2 … without gaps.
    """
    readers = {name: FieldReader(lambda code: (code,)) for name in LABELS}
    readers |= {shown.field: FieldReader(_list_meaning(shown.field, shown.vocabulary)) for shown in LISTS}
    read = 0
    for numbers, *columns in _chunks(generation):
        if numbers != tuple(range(read, read + len(numbers))):
            raise ValueError(f"The numbers of the cards of generation {generation} have gaps.")
        read += len(numbers)
        for reader, texts in zip(readers.values(), columns, strict=True):
            reader.read(texts)
    return packed({name: reader.lists() for name, reader in readers.items()})


def _chunks(generation: int) -> Iterator[tuple[tuple[int, ...], *tuple[tuple[str, ...], ...]]]:
    """Column by column, in chunks by number, as an open cursor would bar writes on SQLite. Lists stay text."""
    texts = {f"{shown.field}_text": Cast(F(shown.field), TextField()) for shown in LISTS}
    cards = Card.objects.of(generation).annotate(**texts).order_by("number").values_list("number", *LABELS, *texts)
    after = -1
    while chunk := list(cards.filter(number__gt=after)[:CHUNK].iterator(CHUNK)):
        yield tuple(zip(*chunk, strict=True))  # type: ignore[misc] # the columns that are asked for
        after = chunk[-1][0]


class MarkCodes(dict[str, list[str]]):
    """By mark of a stored list, the codes of its values; each mark is worked out once."""

    def __init__(self, name: str, vocabulary: str) -> None:
        self._name = name
        self._parents = frozenset(reference().parents[vocabulary].values())

    def __missing__(self, mark: str) -> list[str]:
        self[mark] = [code for _field, code in mark_values(self._name, mark, self._parents)]
        return self[mark]


def _list_meaning(name: str, vocabulary: str) -> Meaning:
    codes_of = MarkCodes(name, vocabulary)
    return lambda text: [code for mark in marks(text) for code in codes_of[mark]]
