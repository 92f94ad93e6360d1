"""The gate of every release: reads the cards of a generation from the database and has them verified."""

from collections.abc import Iterator, Mapping

from django.db.models import F, TextField
from django.db.models.functions import Cast

from profiles.anonymity.verify import CardSeen, Verdict, verify
from profiles.display import FACTS, LIST_FIELDS, LISTS
from profiles.models import Card, Generation
from profiles.models.profile import CardQuerySet
from profiles.vocabularies import reference

CHUNK = 5000
LISTS_FROM = 1 + len(FACTS)


def checked(generation: Generation, k: int) -> Verdict:
    """What `verify` says of the cards as they are stored, masked ones left out."""
    cards = Card.objects.of(generation.pk).visible()
    return verify((card for _number, card in seen(cards)), parents(), k)


def parents() -> dict[str, Mapping[str, str]]:
    """By list, in the order of the card: each term's parent."""
    return {shown.field: reference().parents[shown.vocabulary] for shown in LISTS}


def seen(cards: CardQuerySet) -> Iterator[tuple[int, CardSeen]]:
    """Cards of one generation by number, as a reader sees them; in chunks, as an open cursor bars writes."""
    texts = {f"{name}_text": Cast(F(name), TextField()) for name in LIST_FIELDS}
    rows = cards.annotate(**texts).order_by("number").values_list("number", *FACTS, *texts)
    after = -1
    while chunk := list(rows.filter(number__gt=after)[:CHUNK]):
        for row in chunk:
            yield row[0], CardSeen(facts=row[1:LISTS_FROM], lists=row[LISTS_FROM:])
        after = chunk[-1][0]
