"""Writes many rows of one table at once: on SQLite with one statement for all of them, on PostgreSQL by COPY.

Django's `bulk_create` builds its statement anew for every batch, which costs more than the writing itself. How these
compare with the bare statements: docs/sync-speed.md.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def insert(rows: Sequence[M]) -> None:
    """Inserts new rows; their `pk` is not read back when the database gives it.

    Raises:
        IntegrityError: as any insert.
    """
    if rows:
        _execute(_insert_sql(type(rows[0])), rows)


def insert_values(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts rows that are values already, in the form in which the database keeps them, without building objects.

    Raises:
        IntegrityError: as any insert.
    """
    if connection.vendor == "postgresql":
        _copy(f"{_quoted(model._meta.db_table)} ({_names(model, tuple(columns))})", rows)
        return
    with connection.cursor() as cursor:
        cursor.executemany(_insert_values_sql(model, tuple(columns)), rows)


def upsert(rows: Sequence[M], *, newer: str = "") -> None:
    """Inserts rows, or replaces every column of those whose primary key is there already.

    With `newer`, the name of a column, a row that is there stays if its value in that column is larger.
    """
    if rows:
        _execute(_upsert_sql(type(rows[0]), newer), rows)


def copy_rows(source: type[M], target: type[models.Model], pks: Sequence[str]) -> None:
    """Copies these rows to a table with the same columns, over what it holds of them."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(_column(field)) for field in _fields(target))
    marks, table = ", ".join(["%s"] * len(pks)), quote(source._meta.db_table)
    chosen = f"SELECT {columns} FROM {table} WHERE {quote(_column(source._meta.pk))} IN ({marks})"  # noqa: S608 - names of our models
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(target._meta.db_table)} ({columns}) {chosen} {_or_replace(target, '')}", pks
        )


def upsert_values(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    newer: str,
    emptied: Sequence[str] = (),
) -> None:
    """As `upsert`, of rows that are values already, one for each key; the columns `emptied` become NULL."""
    if not rows:
        return
    replaced = _replaced(model, tuple(columns), newer, tuple(emptied))
    if connection.vendor == "postgresql":
        _copy_over(model, tuple(columns), rows, replaced)
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"{_insert_values_sql(model, tuple(columns))} {replaced}", rows)


def _copy(into: str, rows: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _copy_over(
    model: type[models.Model], columns: tuple[str, ...], rows: Sequence[Sequence[Any]], replaced: str
) -> None:
    """By way of a table of this connection only, as COPY itself replaces nothing."""
    table, names = _quoted(model._meta.db_table), _names(model, columns)
    waiting = _quoted(f"waiting_{model._meta.db_table}")
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {waiting} AS SELECT {names} FROM {table} WITH NO DATA"  # noqa: S608 - names of our models
        )
        cursor.execute(f"TRUNCATE {waiting}")
    _copy(f"{waiting} ({names})", rows)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {waiting} {replaced}")  # noqa: S608 - as above


def _execute(sql: str, rows: Sequence[M]) -> None:
    fields = _fields(type(rows[0]))
    values = (
        tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields) for row in rows
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(values))


@lru_cache
def _insert_sql(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(_column(field)) for field in _fields(model))
    holders = ", ".join(["%s"] * len(_fields(model)))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({holders})"  # noqa: S608 - names of our models


@lru_cache
def _insert_values_sql(model: type[models.Model], columns: tuple[str, ...]) -> str:
    holders = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({_names(model, columns)}) VALUES ({holders})"  # noqa: S608 - names of our models


@lru_cache
def _names(model: type[models.Model], columns: tuple[str, ...]) -> str:
    column_of = {field.name: _column(field) for field in _fields(model)}
    return ", ".join(_quoted(column_of[name]) for name in columns)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@lru_cache
def _upsert_sql(model: type[models.Model], newer: str) -> str:
    return f"{_insert_sql(model)} {_or_replace(model, newer)}"


def _or_replace(model: type[models.Model], newer: str) -> str:
    quote = connection.ops.quote_name
    key = quote(_column(model._meta.pk))
    others = [quote(_column(field)) for field in _fields(model) if not field.primary_key]
    replaced = ", ".join(f"{column} = excluded.{column}" for column in others)
    column, table = quote(newer), quote(model._meta.db_table)
    unless = f" WHERE excluded.{column} >= {table}.{column}" if newer else ""
    return f"ON CONFLICT ({key}) DO UPDATE SET {replaced}{unless}"


@lru_cache
def _replaced(model: type[models.Model], columns: tuple[str, ...], newer: str, emptied: tuple[str, ...]) -> str:
    """What becomes of a row whose key, the first column, is there already."""
    key, *others = (_quoted(column) for column in columns)
    replaced = [f"{column} = excluded.{column}" for column in others] + [f"{_quoted(one)} = NULL" for one in emptied]
    unless = f"excluded.{_quoted(newer)} >= {_quoted(model._meta.db_table)}.{_quoted(newer)}"
    return f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(replaced)} WHERE {unless}"


def _column(field: "models.Field[object, object]") -> str:
    return str(field.column)


@lru_cache
def _fields(model: type[models.Model]) -> "tuple[models.Field[object, object], ...]":
    """The columns that we give; a number that the database counts itself is not among them."""
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not isinstance(field, models.AutoField | models.BigAutoField))
