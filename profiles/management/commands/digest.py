"""`manage.py digest`: one line per table, to see that a restored database is the one that was saved."""

import hashlib
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

SIZE = 2**128


class Command(BaseCommand):
    help = "Counts the rows of every table and adds up their hashes, in whatever order they lie. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {table: digest_of(table) for table in sorted(connection.introspection.table_names())}
        lines = (f"{table:40} {rows:>10,} {digest}" for table, (rows, digest) in found.items())
        self.stdout.write(json.dumps(found) if options["json"] else "\n".join(lines))


def digest_of(table: str) -> tuple[int, str]:
    """How many rows a table has, and the sum of their hashes; the same for equal tables of one kind of database."""
    rows, total = 0, 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name that the database gave
        for row in cursor:
            rows += 1
            total += int.from_bytes(hashlib.blake2b(repr(_plain(row)).encode(), digest_size=16).digest())
    return rows, f"{total % SIZE:032x}"


def _plain(row: tuple[Any, ...]) -> list[Any]:
    """Bytes as bytes, whatever the driver wraps them in."""
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]
