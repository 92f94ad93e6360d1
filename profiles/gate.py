"""The gate of every release: reads the cards of a generation from the database and has them verified."""

from collections.abc import Iterator

from django.db.models import F, TextField
from django.db.models.functions import Cast

from profiles.anonymity.verify import CardSeen, Verdict, verify
from profiles.display import FACTS, LIST_FIELDS, LISTS
from profiles.models import Card, Generation
from profiles.vocabularies import reference

CHUNK = 5000


def checked(generation: Generation, k: int) -> Verdict:
    """What `verify` says of the cards as they are stored, masked ones left out."""
    return verify(seen(generation), parents(), k)


def parents() -> dict[str, dict[str, str]]:
    """By list, in the order of the card: each term's parent."""
    return {shown.field: dict(reference().parents[shown.vocabulary]) for shown in LISTS}


def seen(generation: Generation) -> Iterator[CardSeen]:
    """The cards as a reader sees them, chunk by chunk: an open cursor would bar writes on SQLite."""
    texts = {f"{name}_text": Cast(F(name), TextField()) for name in LIST_FIELDS}
    cards = Card.objects.of(generation.pk).visible().annotate(**texts).order_by("number")
    rows = cards.values_list("number", *FACTS, *texts)
    after = -1
    while chunk := list(rows.filter(number__gt=after)[:CHUNK]):
        for _number, *row in chunk:
            yield CardSeen(facts=tuple(row[: len(FACTS)]), lists=tuple(row[len(FACTS) :]))
        after = chunk[-1][0]
