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
    """Some links fit no key that this process holds; the message says how many, and where."""


def reseal() -> Iterator[tuple[str, int]]:
    """Seals anew what is under a former key, and gives for each table how many that were.

    Raises:
        LostKeyError: at the end, when all others are sealed anew.
        PermissionError: this process does not hold the private key.
    """
    lost: dict[str, int] = {}
    for holder in HOLDERS:
        table, sealed = holder._meta.db_table, 0
        for rows in _batches(holder):
            opened, unread = _opened(rows)
            sealed += _replace(holder, opened)
            lost[table] = lost.get(table, 0) + unread
        yield table, sealed
    if any(lost.values()):
        where = ", ".join(f"{number:,} in {table}" for table, number in lost.items() if number)
        raise LostKeyError(f"Links that fit no key: {where}. Is LINK_PRIVATE_KEYS_FORMER complete?")


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


def _opened(rows: Sequence[tuple[Any, bytes]]) -> tuple[list[tuple[Any, bytes, bytes]], int]:
    """Of each link under a former key its row, itself and the new one; and how many no key opens."""
    changed, unread = [], 0
    for key, old in rows:
        try:
            new = keys.resealed(old)
        except CryptoError:
            unread += 1
        else:
            changed += [(key, old, new)] if new is not None else []
    return changed, unread


@transaction.atomic
def _replace(holder: Any, changed: Sequence[tuple[Any, bytes, bytes]]) -> int:
    """A row that changed meanwhile is sealed under the new pair already, and is left alone."""
    return sum(holder.objects.filter(pk=key, sealed=old).update(sealed=new) for key, old, new in changed)
