"""Prepares connection and process of whoever is about to work at a country's records."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ROOM = "PRAGMA cache_size = -64000"  # 64 MB of pages; with SQLite's own 2 MB every random key reads one again
CHECKPOINT = "PRAGMA wal_autocheckpoint = 4000"
"""Pages that the log grows by before they go to their place, each once however often it was written. Fewer than the
16,000 of others (explorer/settings.py): who writes much tidies up, and no page of the site waits for it."""


def expect_many_rows() -> None:
    """Gives this connection room for many writes, as long as it is open. PostgreSQL has its own settings."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(ROOM)
            cursor.execute(CHECKPOINT)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for objects that hold each other: it walks through millions of values, again and again, to find none.

    A third of the time of a check goes into it otherwise. What nobody holds any more is freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
