"""The triggers by which the database itself keeps the log append-only: `guard_sqlite.sql`, `guard_postgresql.sql`.

Rows of the log cannot be changed. They can be removed only when their month was closed and its removal was written
down (`profiles/audit/months.py:remove_expired`); checkpoints and removals stay for good. Who owns the database can
drop triggers: then the chain still tells (`profiles/audit/verify.py`).
"""

from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

FOLDER = Path(__file__).parent
FUNCTIONS = (
    "audit_pend",
    "audit_refuse",
    "audit_refuse_truncate",
    "audit_event_delete",
    "audit_seal_delete",
    "audit_pending_delete",
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
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'audit_*'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
