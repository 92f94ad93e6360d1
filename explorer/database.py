"""How this process reaches the database, made of its address; and the limits of a process that answers requests."""

import re
from dataclasses import dataclass
from typing import Any

import environ
from django.db import connections

from explorer.lost_hosts import ENDS_OF_HOSTS

ADDRESS = re.compile(r"(sqlite|postgres|postgresql)://.+")
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
    "PRAGMA wal_autocheckpoint=16000;",  # rarely while a page waits; a sync does it sooner (sync/bulk.py)
}


def database(address: str) -> dict[str, Any]:
    """Django's settings for the database at `address`.

    Raises:
        ValueError: it is none. What the library says of it would show the address, and so its password.
    """
    if not ADDRESS.fullmatch(address):
        raise ValueError("DATABASE_URL must begin with sqlite:// or postgresql://.")
    try:
        found: dict[str, Any] = environ.Env.db_url_config(address)
    except ValueError:
        raise ValueError("DATABASE_URL is no address. Percent-encode what is special in its password.") from None
    if found["ENGINE"].endswith("sqlite3"):
        return {**found, "OPTIONS": SQLITE, "CONN_MAX_AGE": 60}
    options = {**ENDS_OF_HOSTS, **found.get("OPTIONS", {})}
    return {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60, **found, "OPTIONS": options}


@dataclass(frozen=True)
class Limits:
    """What a process that answers requests may ask of PostgreSQL; 0 is no limit."""

    connections: int
    statement: int
    """Seconds that one statement may take."""
    lock: int
    """Seconds that it may wait for what another one holds."""
    idle: int
    """Seconds that a transaction may do nothing."""


AWAY = 3.0
"""Seconds after which a page says that the database is away. The pool holds a connection for every thread, so nobody
waits for another request; and a pool that tries no longer than this tries anew with the next request."""


def limit(database: dict[str, Any], limits: Limits) -> None:
    """Changes Django's settings of a PostgreSQL in place, before its first connection. Workers and commands, which
    may run for an hour and fork, never come here."""
    if database["ENGINE"].endswith("sqlite3"):
        return
    connections.close_all()  # of before, as Django's own server for developers makes them
    own = database.setdefault("OPTIONS", {})
    times = {"statement": limits.statement, "lock": limits.lock, "idle_in_transaction_session": limits.idle}
    said = " ".join(f"-c {name}_timeout={seconds}s" for name, seconds in times.items())
    own["options"] = f"{own.get('options', '')} {said}".strip()
    if limits.connections:
        own["pool"] = {"min_size": 1, "max_size": limits.connections, "timeout": AWAY, "reconnect_timeout": AWAY}
        database["CONN_MAX_AGE"] = 0  # the pool keeps them
