"""Prepares the connection of whoever is about to write a country's records."""

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
