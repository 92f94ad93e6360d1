"""Turns a drawn population into rows of the card table, one after another."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.db.models import Sum

from explorer.bench.people import People, drawn_people
from profiles.display import LISTS
from profiles.models import Municipality
from profiles.terms import encoded, shown
from profiles.vocabularies import reference

LIST_TEXTS = 200_000  # lists that occur again and again

Row = tuple[int | str, ...]


def drawn_cards(size: int, seed: int) -> tuple[tuple[str, ...], Iterator[Row]]:
    """The columns, and a row for each of `size` cards: number, labels and lists as the database stores them."""
    people = drawn_people(size, seed, reference(), inhabitants())
    columns = ("number", *people.labels, *people.lists)
    return columns, _rows(people)


def inhabitants() -> Mapping[str, int]:
    """How many people live in each of today's sub-regions."""
    sums = Municipality.objects.today().values("sub_region").annotate(people=Sum("inhabitants"))
    return {row["sub_region"]: row["people"] for row in sums.order_by("sub_region")}


def _rows(people: People) -> Iterator[Row]:
    labels = [map(column.codes.__getitem__, column.drawn.tolist()) for column in people.labels.values()]
    lists = [_texts(people, one.field, one.vocabulary) for one in LISTS]
    return zip(range(people.size), *labels, *lists, strict=True)


def _texts(people: People, field: str, vocabulary: str) -> Iterator[str]:
    """Everyone's text of one list."""
    column, ancestors = people.lists[field], reference().ancestors[vocabulary]

    @lru_cache(maxsize=LIST_TEXTS)
    def text(drawn: tuple[int, ...], more: bool) -> str:  # noqa: FBT001 - a cache key
        return encoded(shown((column.codes[place] for place in drawn), ancestors, more=more))

    drawn, ends, start = column.drawn.tolist(), column.offsets[1:].tolist(), 0
    for end, more in zip(ends, column.more.tolist(), strict=True):
        yield text(tuple(drawn[start:end]), more)
        start = end
