"""Makes transactions that count the same thing wait for each other."""

import hashlib
from collections.abc import Iterable

from django.db import connection


def lock(names: Iterable[str]) -> None:
    """Holds these names until the transaction ends; always in one order, so that two cannot wait for each other.

    PostgreSQL has advisory locks for this. On SQLite the transaction itself is enough: it is IMMEDIATE, so there is
    one at a time.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for number in sorted({_number(name) for name in names}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _number(name: str) -> int:
    """Sixty-four bits with a sign, as PostgreSQL numbers its locks."""
    return int.from_bytes(hashlib.sha256(f"explorer\0{name}".encode()).digest()[:8], signed=True)
