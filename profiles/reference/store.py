"""Brings a table to the wanted rows in short transactions; what is right already is not written again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

# Rows per transaction: about 10 ms on SQLite, so that a running site does not wait for it.
BATCH = 250


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened to the rows of a table."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.created + other.created,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


def put(wanted: Sequence[Model], key: tuple[str, ...]) -> Counts:
    """Creates the rows whose key (columns under a unique constraint) is new and updates those that differ."""
    model = type(wanted[0])
    fields = _other_columns(model, key)
    stored = {row[: len(key)]: row[len(key) :] for row in model._default_manager.values_list(*key, *fields)}
    new = [row for row in wanted if _values(row, key) not in stored]
    changed = [row for row in wanted if stored.get(_values(row, key), _values(row, fields)) != _values(row, fields)]
    for batch in _batches([*new, *changed]):
        _upsert(batch, key, fields)
    return Counts(len(new), len(changed), len(wanted) - len(new) - len(changed))


def drop_others(wanted: Sequence[Model], key: tuple[str, ...]) -> Counts:
    """Deletes the rows whose key is not wanted; django.db.models.ProtectedError if something still needs one."""
    table = type(wanted[0])._default_manager
    keys = {_values(row, key) for row in wanted}
    gone = [pk for pk, *found in table.values_list("pk", *key) if tuple(found) not in keys]
    for batch in _batches(gone):
        table.filter(pk__in=batch).delete()
    return Counts(removed=len(gone))


def _upsert(batch: Sequence[Model], key: tuple[str, ...], fields: tuple[str, ...]) -> None:
    """One transaction; also right when another process loads the same rows at the same time."""
    table = type(batch[0])._default_manager
    if fields:
        table.bulk_create(batch, update_conflicts=True, unique_fields=key, update_fields=fields)
    else:
        table.bulk_create(batch, ignore_conflicts=True)


def _other_columns(model: type[Model], key: tuple[str, ...]) -> tuple[str, ...]:
    columns = model._meta.concrete_fields
    return tuple(column.attname for column in columns if not column.primary_key and column.attname not in key)


def _values(row: Model, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))
