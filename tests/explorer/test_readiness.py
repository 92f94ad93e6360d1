"""Whether a process may be sent visitors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.fixtures import Settings

from explorer import readiness
from explorer.search.index.store import IndexStore
from tests.factories import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _new_process() -> Iterator[None]:
    """One that did not look at the migrations yet."""
    readiness.check_migrations.cache_clear()
    yield
    readiness.check_migrations.cache_clear()


def test_machines_are_told_about_health(client: Client) -> None:
    assert client.get("/healthz").json() == {"ok": True}
    waits = client.get("/readyz")
    assert (waits.status_code, waits.json()["reason"]) == (503, "no cards are published")

    published({})
    assert client.get("/readyz").json() == {"ok": True}


def test_a_process_waits_for_migrations(client: Client) -> None:
    published({})
    last = MigrationRecorder.Migration.objects.filter(app="axes").latest("id").name
    MigrationRecorder(connection).record_unapplied("axes", last)

    assert client.get("/readyz").json() == {"ok": False, "reason": "migrations are not applied"}


def test_a_process_waits_for_its_index_and_makes_it_before_it_starts(
    client: Client, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    store = IndexStore()
    monkeypatch.setattr(readiness, "STORE", store)
    monkeypatch.setattr("explorer.search.engines.STORE", store)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction is in it
    monkeypatch.setattr(store, "_build_aside", lambda generation: None)  # a thread would not see that transaction
    written = list[int]()
    monkeypatch.setattr("explorer.search.index.store._have_it_written", written.append)  # nor would a process
    generation = published({})
    assert client.get("/readyz").json() == {"ok": False, "reason": "the index is being built"}

    readiness.warm_up()

    assert client.get("/readyz").json() == {"ok": True}
    assert written == [generation.pk]


def test_the_migrations_are_read_until_they_are_applied_and_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    published({})
    client.get("/readyz")
    monkeypatch.setattr(readiness, "MigrationExecutor", None)

    assert client.get("/readyz").json() == {"ok": True}
