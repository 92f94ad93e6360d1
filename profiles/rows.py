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
        model = type(rows[0])
        _execute(_insert_sql(model, _every(model)), rows)


def insert_values(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts rows that are values already, in the form in which the database keeps them, without building objects.

    Raises:
        IntegrityError: as any insert.
    """
    if connection.vendor == "postgresql":
        _copy(f"{_quoted(model._meta.db_table)} ({_names(model, tuple(columns))})", rows)
        return
    with connection.cursor() as cursor:
        cursor.executemany(_insert_sql(model, tuple(columns)), rows)


def upsert(rows: Sequence[M], *, newer: str = "") -> None:
    """Inserts rows, or replaces every column of those whose primary key is there already.

    With `newer`, the name of a column, a row that is there stays if its value in that column is larger.
    """
    if rows:
        model = type(rows[0])
        _execute(f"{_insert_sql(model, _every(model))} {_replaced(model, _every(model), newer)}", rows)


def copy_rows(source: type[M], target: type[models.Model], pks: Sequence[str]) -> None:
    """Copies these rows to a table with the same columns, over what it holds of them."""
    names, marks = _names(target, _every(target)), ", ".join(["%s"] * len(pks))
    key = _columns(source)[source._meta.pk.name]
    chosen = f"SELECT {names} FROM {_quoted(source._meta.db_table)} WHERE {key} IN ({marks})"  # noqa: S608 - names of our models
    into = f"INSERT INTO {_quoted(target._meta.db_table)} ({names})"
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {chosen} {_replaced(target, _every(target))}", pks)


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
        cursor.executemany(f"{_insert_sql(model, tuple(columns))} {replaced}", rows)


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
def _insert_sql(model: type[models.Model], columns: tuple[str, ...]) -> str:
    holders = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({_names(model, columns)}) VALUES ({holders})"  # noqa: S608 - names of our models


@lru_cache
def _names(model: type[models.Model], columns: tuple[str, ...]) -> str:
    return ", ".join(_columns(model)[name] for name in columns)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@lru_cache
def _replaced(
    model: type[models.Model], columns: tuple[str, ...], newer: str = "", emptied: tuple[str, ...] = ()
) -> str:
    """What becomes of a row whose key is there already."""
    column, key = _columns(model), model._meta.pk.name
    replaced = [f"{column[name]} = excluded.{column[name]}" for name in columns if name != key]
    replaced += [f"{column[name]} = NULL" for name in emptied]
    unless = f" WHERE excluded.{column[newer]} >= {_quoted(model._meta.db_table)}.{column[newer]}" if newer else ""
    return f"ON CONFLICT ({column[key]}) DO UPDATE SET {', '.join(replaced)}{unless}"


@lru_cache
def _every(model: type[models.Model]) -> tuple[str, ...]:
    """The names of all fields that we give."""
    return tuple(_columns(model))


@lru_cache
def _columns(model: type[models.Model]) -> dict[str, str]:
    """The column of each field that we give, quoted."""
    return {field.name: _quoted(str(field.column)) for field in _fields(model)}


@lru_cache
def _fields(model: type[models.Model]) -> "tuple[models.Field[object, object], ...]":
    """The fields that we give; a number that the database counts itself is not among them."""
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not isinstance(field, models.AutoField | models.BigAutoField))
