"""Writes many rows of one table at once, with one statement that SQLite and PostgreSQL both understand.

Django's `bulk_create` builds its statement anew for every batch, which costs more than the writing itself.
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
    """As `upsert`, of rows that are values already; the columns `emptied` become NULL."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_upsert_values_sql(model, tuple(columns), newer, tuple(emptied)), rows)


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
    quote = connection.ops.quote_name
    column_of = {field.name: _column(field) for field in _fields(model)}
    names = ", ".join(quote(column_of[name]) for name in columns)
    holders = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({holders})"  # noqa: S608 - names of our models


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
def _upsert_values_sql(
    model: type[models.Model], columns: tuple[str, ...], newer: str, emptied: tuple[str, ...]
) -> str:
    quote = connection.ops.quote_name
    key, *others = (quote(column) for column in columns)
    replaced = [f"{column} = excluded.{column}" for column in others] + [f"{quote(one)} = NULL" for one in emptied]
    unless = f"excluded.{quote(newer)} >= {quote(model._meta.db_table)}.{quote(newer)}"
    insert = _insert_values_sql(model, columns)
    return f"{insert} ON CONFLICT ({key}) DO UPDATE SET {', '.join(replaced)} WHERE {unless}"


def _column(field: "models.Field[object, object]") -> str:
    return str(field.column)


@lru_cache
def _fields(model: type[models.Model]) -> "tuple[models.Field[object, object], ...]":
    """The columns that we give; a number that the database counts itself is not among them."""
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not isinstance(field, models.AutoField | models.BigAutoField))
