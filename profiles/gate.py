"""The gate of every release: reads the cards of a generation from the database and has them verified."""

from collections.abc import Iterator

from profiles.anonymity.verify import CardSeen, Verdict, verify
from profiles.display import FACTS, LIST_FIELDS, LISTS
from profiles.models import Card, Generation
from profiles.vocabularies import reference


def checked(generation: Generation, k: int) -> Verdict:
    """What `verify` says of the cards as they are stored, masked ones left out."""
    parents = {shown.field: reference().parents[shown.vocabulary] for shown in LISTS}
    return verify(_seen(generation), parents, k)


def _seen(generation: Generation) -> Iterator[CardSeen]:
    rows = Card.objects.of(generation.pk).visible().values_list(*FACTS, *LIST_FIELDS)
    for row in rows.iterator(chunk_size=2000):
        yield CardSeen(facts=row[: len(FACTS)], lists=dict(zip(LIST_FIELDS, row[len(FACTS) :], strict=True)))
