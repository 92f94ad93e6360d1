"""Events from before the chain are carried into it, and those that were tampered with stay visible as such."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from profiles import keys
from profiles.audit.marks import mark_of
from profiles.models import AuditEvent, AuditPending
from tests.factories import NOW

pytestmark = pytest.mark.django_db
FACTS = {
    "actor": "bezoeker 0123",
    "organisation": "",
    "role": "visitor",
    "origin": "web",
    "action": "results",
    "people": ["key1", "key2"],
}


@pytest.fixture
def old() -> Iterator[BaseDatabaseWrapper]:
    """A database of the first version, in memory."""
    if connection.vendor != "sqlite":
        pytest.skip("needs a second database, which SQLite has in memory")
    other = connection.copy("old")
    other.settings_dict = {**other.settings_dict, "NAME": ":memory:"}
    connections["old"] = other
    migrate(other, "0001_start")
    yield other
    del connections["old"]
    other.close()


def migrate(database: BaseDatabaseWrapper, name: str) -> MigrationExecutor:
    executor = MigrationExecutor(database)
    executor.migrate([("profiles", name)])
    return executor


def old_event(executor: MigrationExecutor, **changed: object) -> None:
    mac = keys.audit_mark(json.dumps({"at": NOW.isoformat(), **FACTS}, sort_keys=True))
    model = executor.loader.project_state([("profiles", "0001_start")]).apps.get_model("profiles", "AuditEvent")
    model._default_manager.using("old").create(**{"at": NOW, **FACTS, "mac": mac, **changed})


def test_old_events_get_a_new_mark_and_wait_for_their_seal(old: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(old)
    old_event(executor)
    old_event(executor, actor="bezoeker 4567")

    migrate(old, "0005_guard_audit")
    genuine, changed = AuditEvent.objects.using("old").order_by("pk")

    assert genuine.mac == mark_of(genuine)
    assert changed.mac != mark_of(changed)
    assert (genuine.people, genuine.viewer, genuine.purpose) == (("key1", "key2"), "v:0123", "explore")
    assert AuditPending.objects.using("old").count() == 2
