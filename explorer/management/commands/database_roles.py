"""`manage.py database_roles`: gives the roles of web, staff, workers and sealer their rights in PostgreSQL."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from explorer.rights.rules import RULES, WHO
from explorer.rights.seen import differences, held
from explorer.rights.statements import role_name, statements


class Command(BaseCommand):
    help = "Makes the database roles and gives each its rights, table by table. For the owner, after each migrate."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prefix", default="verkenner", help="What the names of the roles begin with.")
        parser.add_argument("--login", action="store_true", help="The roles may sign in; set passwords yourself.")
        parser.add_argument("--sql", action="store_true", help="Print the statements, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles: whoever may open its file may do everything. Use PostgreSQL.")
        check_tables()
        prefix, wanted = options["prefix"], {name: options[name] for name in ("prefix", "login")}
        if options["sql"]:
            lines = [f"{statement};" for statement in statements(connection, **wanted)]
            self.stdout.write("\n".join(["BEGIN;", *lines, "COMMIT;"]))
            return
        try:
            carry_out(**wanted)
        except DatabaseError as error:
            raise CommandError(f"Nothing was changed. The database says: {str(error).splitlines()[0]}") from None
        self.stdout.write("\n".join(table(prefix)))


def check_tables() -> None:
    """Raises CommandError when a table has no rule, or a rule no table."""
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    if missing := sorted(models - RULES.keys()):
        raise CommandError(f"explorer/rights/rules.py says nothing of {', '.join(missing)}.")
    if missing := sorted(RULES.keys() - set(connection.introspection.table_names())):
        raise CommandError(f"There is no table {', '.join(missing)}. Run migrate first.")


def carry_out(*, prefix: str, login: bool) -> None:
    """All statements or none.

    Raises:
        CommandError: afterwards a role may do other things than the rules say; nothing was changed.
        DatabaseError: the database refuses a statement.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements(connection, prefix=prefix, login=login):
            cursor.execute(statement)
        if wrong := list(differences(connection, prefix)):
            raise CommandError("Nothing was changed, for it would not be as it should:\n" + "\n".join(wrong))


def table(prefix: str) -> Iterator[str]:
    """What each role may do, as the database itself says."""
    found = {who: held(connection, role_name(prefix, who)) for who in WHO}
    yield f"{'':32}" + "".join(f"{role_name(prefix, who):>20}" for who in WHO)
    for name in RULES:
        yield f"{name:32}" + "".join(f"{found[who][name] or '-':>20}" for who in WHO)
    yield "S select, I insert, U update, D delete. No role may do more; none owns, empties or alters a table."
