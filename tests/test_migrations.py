"""A migration leaves the version before it at work: that one serves while `manage.py migrate` runs, and after it."""

import pytest
from django.db import connection, models
from django.db.migrations import AddField, AlterField, DeleteModel, RemoveField, RenameField, RenameModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

FIRST_LOOKED_AT = {"explorer": 18, "profiles": 16, "sync": 10}
"""Those before are older than the first release: nobody runs a version without them."""
ACCEPTED: set[tuple[str, str]] = set()
"""App and name of migrations that take away what the release *before* no longer used, or alter a field that was
required already."""


def breaks(operation: Operation) -> bool:
    """Whether the version before fails on its own reads or writes afterwards."""
    if isinstance(operation, AddField):
        return _refuses_rows_without(operation.field)
    if isinstance(operation, AlterField):
        return not operation.field.null and operation.field.db_default is NOT_PROVIDED
    return isinstance(operation, RemoveField | DeleteModel | RenameField | RenameModel)


def _refuses_rows_without(field: "models.Field[object, object]") -> bool:
    """A default of Django's is gone from the table once the column is there; rows of the old code have no value."""
    return not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED)


@pytest.mark.django_db
def test_no_migration_breaks_the_version_before_it() -> None:
    found = MigrationLoader(connection).disk_migrations
    later = {key: one for key, one in found.items() if int(key[1][:4]) >= FIRST_LOOKED_AT.get(key[0], 10_000)}

    assert {app for app, _ in found} >= set(FIRST_LOOKED_AT)
    broken = {key for key, one in later.items() if any(map(breaks, one.operations))}
    assert broken - ACCEPTED == set()


@pytest.mark.parametrize(
    ("operation", "is_refused"),
    [
        (RemoveField("card", "place"), True),
        (DeleteModel("Card"), True),
        (RenameField("card", "place", "region"), True),
        (RenameModel("Card", "Profile"), True),
        (AddField("card", "size", models.IntegerField(default=0)), True),
        (AddField("card", "size", models.IntegerField(null=True)), False),
        (AddField("card", "size", models.IntegerField(db_default=0)), False),
        (AlterField("card", "size", models.IntegerField()), True),
        (AlterField("card", "size", models.IntegerField(null=True)), False),
    ],
)
def test_what_the_version_before_cannot_bear_is_refused(operation: Operation, *, is_refused: bool) -> None:
    assert breaks(operation) == is_refused
