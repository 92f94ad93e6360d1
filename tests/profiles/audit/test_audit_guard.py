"""The database itself refuses to change the log or to give it up."""

import pytest
from django.db import DatabaseError, connection, transaction

from profiles.audit.seal import seal
from profiles.models import AuditCheckpoint, AuditEvent, AuditPending, AuditRemoval, AuditSeal
from tests.auditing import logged, run_sql
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LOG = [AuditEvent, AuditSeal, AuditCheckpoint, AuditRemoval]


@pytest.fixture(autouse=True)
def _one_row_in_each() -> None:
    logged("key1")
    seal(at=NOW)
    closed = AuditCheckpoint.objects.create(month=NOW.date().replace(day=1), first=7, last=9, link="x", mac="x")
    AuditRemoval.objects.create(checkpoint=closed, removed_at=NOW, mac="x")


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run_sql(statement)


@pytest.mark.parametrize("model", LOG)
def test_no_row_can_be_changed(model: type[AuditEvent]) -> None:
    key = model._meta.pk.column

    refused(f"UPDATE {model._meta.db_table} SET {key} = {key}")


@pytest.mark.parametrize("model", LOG)
def test_no_row_can_be_deleted(model: type[AuditEvent]) -> None:
    refused(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize("model", LOG)
def test_no_table_can_be_emptied_at_once(model: type[AuditEvent]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL knows TRUNCATE")

    run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit would do: TRUNCATE waits for it
    refused(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_no_row_can_be_put_in_the_place_of_another() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")

    refused("INSERT OR REPLACE INTO profiles_auditevent SELECT * FROM profiles_auditevent")
    refused("INSERT OR REPLACE INTO profiles_auditseal SELECT * FROM profiles_auditseal")


def test_an_event_leaves_the_waiting_list_only_with_a_seal() -> None:
    logged("key2")
    assert AuditPending.objects.count() == 1

    refused("DELETE FROM profiles_auditpending")


@pytest.mark.parametrize(("field", "value"), [("action", "look"), ("origin", "mail"), ("purpose", "curiosity")])
def test_what_the_log_can_tell_is_a_closed_list(field: str, value: str) -> None:
    event = AuditEvent.objects.get()
    event.pk = None
    setattr(event, field, value)

    with pytest.raises(DatabaseError, match=f"audit_{field}_is_known"), transaction.atomic():
        event.save(force_insert=True)
