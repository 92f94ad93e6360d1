"""How this process reaches the database, made of its address."""

import re
from typing import Any

import environ

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
    return {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60, **found}
