"""The triggers by which the database keeps approved editions: `guard_sqlite.sql`, `guard_postgresql.sql`.

What is approved changes only towards published, what is published not at all, and its quarter is not counted again.
Who owns the database can drop triggers: then the checksums still tell.
"""

from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

FOLDER = Path(__file__).parent
FUNCTIONS = (
    "edition_refuse",
    "edition_file_insert",
    "edition_file_delete",
    "edition_correction_insert",
    "edition_correction_delete",
    "edition_count_delete",
    "edition_count_update",
    "edition_truncate",
)
"""On PostgreSQL triggers hang on these and go with them."""


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in place; those that were there are replaced."""
    remove(connection)
    script = (FOLDER / f"guard_{connection.vendor}.sql").read_text(encoding="utf-8")
    with connection.cursor() as cursor:
        for statement in script.split("\n\n"):
            if not statement.startswith("--"):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger away: for a migration that changes these tables, and for tests that attack them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name in FUNCTIONS:
                cursor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'edition_*'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
