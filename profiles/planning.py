"""Has PostgreSQL count anew what a release wrote, so that it answers questions about new cards in the best order."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION = "analyse_published"
_CREATE = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
AS 'ANALYZE profiles_card, profiles_route'
"""
"""Runs as its owner: only the owner of a table may count it, and workers own none."""


def install(database: BaseDatabaseWrapper) -> None:
    """Makes the function, on PostgreSQL."""
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute(_CREATE)


def analyse_published() -> None:
    """Counts cards and routes now. PostgreSQL does it by itself within a minute, and until then takes a new
    generation for empty: it goes through all its routes for each card of a page. SQLite keeps no such counts."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {FUNCTION}()")
