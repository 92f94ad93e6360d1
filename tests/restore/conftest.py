"""The PostgreSQL of these tests."""

import psycopg
import pytest

from tests.postgres.conftest import postgres

__all__ = ["postgres"]


@pytest.fixture
def durable_postgres(postgres: str) -> str:
    """The same server, but what is written stands on the disk, as in production: a restore takes as long as there."""
    settings = ("fsync", "synchronous_commit", "full_page_writes")
    with psycopg.connect(postgres, autocommit=True) as database:
        for setting in settings:
            database.execute(f"ALTER SYSTEM RESET {setting}".encode())
        database.execute("SELECT pg_reload_conf()")
    return postgres
