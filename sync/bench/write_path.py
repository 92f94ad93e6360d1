"""The write path beside the bare statements: the same rows, in the same batches, into tables of the same form."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection, models, transaction

from profiles.rows import upsert_values
from sync.bulk import expect_many_rows
from sync.columns import CENSUS_ROW, STAGED_ROW
from sync.models import CensusRow, StagedProfile
from sync.sonar.client import PAGE_SIZE

Rows = list[tuple[Any, ...]]
TABLES: dict[type[models.Model], tuple[str, ...]] = {CensusRow: CENSUS_ROW, StagedProfile: STAGED_ROW}


def compared() -> dict[str, object]:
    """By table: rows a second of the bare statement and of ours, into an empty table; the contents must be equal.

    Raises:
        AssertionError: they are not; no time is to be believed then.
    """
    expect_many_rows()
    return {model.__name__: _compared(model, columns) for model, columns in TABLES.items()}


def _compared(model: type[models.Model], columns: tuple[str, ...]) -> dict[str, object]:
    rows = _rows(model, columns)
    bare = _rate(model, rows, lambda batch: _bare(model, columns, batch))
    left = _contents(model)
    ours = _rate(model, rows, lambda batch: upsert_values(model, columns, batch, newer="version"))
    assert _contents(model) == left, f"{model.__name__}: the two ways left different rows"  # noqa: S101 - see above
    return {"rows": len(rows), "bare": round(bare), "ours": round(ours), "ratio": round(ours / bare, 2)}


def _rows(model: type[models.Model], columns: Sequence[str]) -> Rows:
    """As the intake gives them: a day as text, a list of terms as text; in no order, for keys are hashes."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {model._meta.db_table} ORDER BY person_key")  # noqa: S608 - our names
        return [tuple(map(_given, row)) for row in cursor.fetchall()]


def _given(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rate(model: type[models.Model], rows: Rows, write: Callable[[Rows], None]) -> float:
    """Rows a second, a page of the feed in each transaction."""
    model._default_manager.all().delete()
    begun = time.perf_counter()
    for batch in _batches(rows):
        with transaction.atomic():
            write(batch)
    return len(rows) / (time.perf_counter() - begun)


def _batches(rows: Rows) -> Iterator[Rows]:
    return (rows[start : start + PAGE_SIZE] for start in range(0, len(rows), PAGE_SIZE))


def _bare(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    """COPY on PostgreSQL, `executemany` of a plain INSERT on SQLite."""
    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        holders = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({holders})", rows)  # noqa: S608 - our names


def _contents(model: type[models.Model]) -> set[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 - our names
        return {tuple(map(str, row)) for row in cursor.fetchall()}
