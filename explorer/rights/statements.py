"""The statements that give the roles of the database what `explorer/rights/rules.py` says, and take all else away."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.sql import SQL, Composable, Identifier

from explorer.rights.rules import LETTERS, RULES, TEMPORARY, WHO
from profiles.audit.guard import FUNCTIONS as OF_AUDIT
from profiles.planning import FUNCTION as ANALYSES
from profiles.transparency.guard import FUNCTIONS as OF_EDITIONS

PENDS = "audit_pend"
"""Runs as its owner: so nobody needs a right on the waiting list, and nothing waits there but what is in the log."""


def role_name(prefix: str, who: str) -> str:
    """The role of one kind of process."""
    return f"{prefix}_{who}"


def statements(connection: BaseDatabaseWrapper, *, prefix: str, login: bool) -> list[str]:
    """All of them, in order; meant for one transaction of the owner of the schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema()")
        database, schema = cursor.fetchone()
        cursor.execute("SELECT rolname FROM pg_roles")
        there = {name for (name,) in cursor.fetchall()}
        parts = [*_roles(prefix, there, login=login), *_bare(prefix, database, schema)]
        parts += [*_given(prefix, database, schema), *_guarded(prefix, schema)]
        return [part.as_string(cursor.connection) for part in parts]


def _roles(prefix: str, there: set[str], *, login: bool) -> Iterator[Composable]:
    """Those that are missing, without a password; with `login` they may sign in themselves."""
    for who in WHO:
        name = role_name(prefix, who)
        if name not in there:
            yield SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS").format(
                Identifier(name)
            )
        if login:
            yield SQL("ALTER ROLE {} LOGIN").format(Identifier(name))


def _bare(prefix: str, database: str, schema: str) -> Iterator[Composable]:
    """Whatever a former version gave; everybody's rights too, for a role has these as well."""
    everyone = [SQL("PUBLIC"), *(Identifier(role_name(prefix, who)) for who in WHO)]
    for one in everyone:
        yield SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM {}").format(Identifier(schema), one)
        yield SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA {} FROM {}").format(Identifier(schema), one)
        yield SQL("REVOKE CREATE ON SCHEMA {} FROM {}").format(Identifier(schema), one)
        yield SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM {}").format(Identifier(database), one)


def _given(prefix: str, database: str, schema: str) -> Iterator[Composable]:
    for who in WHO:
        role = Identifier(role_name(prefix, who))
        yield SQL("GRANT CONNECT ON DATABASE {} TO {}").format(Identifier(database), role)
        yield SQL("GRANT USAGE ON SCHEMA {} TO {}").format(Identifier(schema), role)
        if who in TEMPORARY:
            yield SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(Identifier(database), role)
        for table, rights in RULES.items():
            if verbs := [SQL(LETTERS[letter]) for letter in rights.of(who)]:
                yield SQL("GRANT {} ON {} TO {}").format(SQL(", ").join(verbs), Identifier(schema, table), role)


def _guarded(prefix: str, schema: str) -> Iterator[Composable]:
    """Functions look at our tables only, not at one of the same name that a role made for the time being."""
    for name in (*OF_AUDIT, *OF_EDITIONS, ANALYSES):
        function = Identifier(schema, name)
        yield SQL("ALTER FUNCTION {}() SET search_path = {}, pg_temp").format(function, Identifier(schema))
        yield SQL("REVOKE ALL ON FUNCTION {}() FROM PUBLIC").format(function)
    yield SQL("ALTER FUNCTION {}() SECURITY DEFINER").format(Identifier(schema, PENDS))
    worker = Identifier(role_name(prefix, "worker"))
    yield SQL("GRANT EXECUTE ON FUNCTION {}() TO {}").format(Identifier(schema, ANALYSES), worker)
