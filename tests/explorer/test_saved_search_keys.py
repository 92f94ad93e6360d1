"""Saved searches of before got addresses drawn by lot; no address counts up."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from explorer.models import SavedSearch
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> Iterator[BaseDatabaseWrapper]:
    """A database in memory from before saved searches had keys."""
    if connection.vendor != "sqlite":
        pytest.skip("needs a second database, which SQLite has in memory")
    other = connection.copy("old")
    other.settings_dict = {**other.settings_dict, "NAME": ":memory:"}
    connections["old"] = other
    MigrationExecutor(other).migrate([("explorer", "0002_count_what_is_shown")])
    yield other
    del connections["old"]
    other.close()


def test_stored_searches_get_a_key_each(old: BaseDatabaseWrapper) -> None:
    before = MigrationExecutor(old).loader.project_state([("explorer", "0002_count_what_is_shown")]).apps
    user = User.objects.using("old").create(username="jansen", last_login=NOW)  # an older table asks for it
    organisation = before.get_model("explorer", "Organisation")._default_manager.using("old").create(name="Bakkerij")
    for name in ("Magazijn", "Keuken"):
        row = {"owner_id": user.pk, "organisation_id": organisation.pk, "name": name, "saved_at": NOW}
        before.get_model("explorer", "SavedSearch")._default_manager.using("old").create(**row)

    MigrationExecutor(old).migrate([("explorer", "0003_saved_search_keys")])
    keys = set(SavedSearch.objects.using("old").values_list("key", flat=True))

    assert len(keys) == 2
    assert {key.version for key in keys} == {4}
