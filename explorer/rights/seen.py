"""Asks the database what each role may really do, whoever gave it, and compares it with the rules."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from explorer.rights.rules import LETTERS, RULES, TEMPORARY, WHO
from explorer.rights.statements import role_name

HELD = """SELECT relname, has_table_privilege(%s, oid, %s) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')"""
BEYOND = ("TRUNCATE", "REFERENCES", "TRIGGER")
"""What no process may do with any table."""
OWNS = """SELECT EXISTS (SELECT 1 FROM pg_class
    WHERE pg_has_role(%s, relowner, 'MEMBER') AND relnamespace = current_schema()::regnamespace)"""
AROUND = (
    ("make tables that stay", "SELECT has_schema_privilege(%s, current_schema(), 'CREATE')"),
    ("be a superuser", "SELECT rolsuper FROM pg_roles WHERE rolname = %s"),
    ("own tables", OWNS),
    ("turn triggers off", "SELECT has_parameter_privilege(%s, 'session_replication_role', 'SET')"),
)
TEMPORARILY = "SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')"


def held(connection: BaseDatabaseWrapper, role: str) -> dict[str, str]:
    """Per table the letters of what a role may do, through PUBLIC and other roles too; others as words."""
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for letter, verb in [*LETTERS.items(), *((f" {verb} ", verb) for verb in BEYOND)]:
            cursor.execute(HELD, [role, verb])
            for table, may in cursor.fetchall():
                found[table] = found.get(table, "") + (letter if may else "")
    return found


def differences(connection: BaseDatabaseWrapper, prefix: str) -> Iterator[str]:
    """What a role may do and should not, or the other way round, each in a sentence."""
    for who in WHO:
        role = role_name(prefix, who)
        for table, letters in held(connection, role).items():
            wanted = RULES[table].of(who) if table in RULES else ""
            if letters != wanted:
                yield f"{role} has {letters.strip() or 'nothing'} on {table}, not {wanted or 'nothing'}."
        yield from _around(connection, role, may_make_temporary=who in TEMPORARY)


def _around(connection: BaseDatabaseWrapper, role: str, *, may_make_temporary: bool) -> Iterator[str]:
    with connection.cursor() as cursor:
        for what, question in AROUND:
            cursor.execute(question, [role])
            if cursor.fetchone()[0]:
                yield f"{role} may {what}."
        cursor.execute(TEMPORARILY, [role])
        if cursor.fetchone()[0] != may_make_temporary:
            yield f"{role} may {'not ' if may_make_temporary else ''}make temporary tables."
