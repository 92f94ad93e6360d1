"""Seals every way back to a person anew, after the pair of link keys was changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models, transaction
from nacl.exceptions import CryptoError

from profiles import keys
from profiles.models import Route
from sync.models import ReleasedProfile, StagedProfile

HOLDERS: tuple[type[models.Model], ...] = (StagedProfile, ReleasedProfile, Route)
"""In the order in which links are copied, so that what is sealed anew is not covered by an older one."""
BATCH = 500
"""Rows of one transaction, so that no page waits."""


class LostKeyError(Exception):
    """A link fits no key that this process holds; the message says where it is."""


def reseal() -> Iterator[tuple[str, int]]:
    """Seals anew what is under a former key, and gives for each table how many that were.

    Raises:
        LostKeyError: see there; what was done until then stays done.
        PermissionError: this process does not hold the private key.
    """
    for holder in HOLDERS:
        number = 0
        for rows in _batches(holder):
            number += _reseal(holder, rows)
        yield holder._meta.db_table, number


def _batches(holder: Any) -> Iterator[Sequence[tuple[Any, bytes]]]:
    """By primary key, and each read anew: a table that is being written is never held."""
    last: Any = None
    while True:
        rest = holder.objects.order_by("pk") if last is None else holder.objects.filter(pk__gt=last).order_by("pk")
        rows = [(key, bytes(sealed)) for key, sealed in rest.values_list("pk", "sealed")[:BATCH]]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _reseal(holder: Any, rows: Sequence[tuple[Any, bytes]]) -> int:
    """A row that changed meanwhile is sealed under the new pair already, and is left alone."""
    try:
        changed = [(key, old, new) for key, old in rows if (new := keys.resealed(old)) is not None]
    except CryptoError:
        table = holder._meta.db_table
        raise LostKeyError(f"A link in {table} fits no key. Is LINK_PRIVATE_KEYS_FORMER complete?") from None
    with transaction.atomic():
        return sum(holder.objects.filter(pk=key, sealed=old).update(sealed=new) for key, old, new in changed)
