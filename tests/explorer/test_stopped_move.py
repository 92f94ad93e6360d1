"""Organisations that were stopped before are suspended now, and each has an owner."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from explorer.models import Membership, Organisation
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BEFORE = [("explorer", "0007_sessions_of_accounts")]


@pytest.fixture
def old() -> Iterator[BaseDatabaseWrapper]:
    """A database in memory from before organisations had owners."""
    if connection.vendor != "sqlite":
        pytest.skip("needs a second database, which SQLite has in memory")
    other = connection.copy("old")
    other.settings_dict = {**other.settings_dict, "NAME": ":memory:"}
    connections["old"] = other
    MigrationExecutor(other).migrate(BEFORE)
    yield other
    del connections["old"]
    other.close()


def test_who_was_stopped_stays_stopped_and_the_first_person_owns(old: BaseDatabaseWrapper) -> None:
    before = MigrationExecutor(old).loader.project_state(BEFORE).apps
    organisations = before.get_model("explorer", "Organisation")._default_manager.using("old")
    for name, is_active in (("Bakkerij", True), ("Slagerij", False)):
        row = organisations.create(name=name, is_active=is_active)
        for person in ("eerste", "tweede"):
            user = User.objects.using("old").create(username=f"{person} {name}", last_login=NOW)
            memberships = before.get_model("explorer", "Membership")._default_manager.using("old")
            memberships.create(organisation_id=row.pk, user_id=user.pk, role="employer")

    MigrationExecutor(old).migrate([("explorer", "0008_stop_organisations")])

    stopped = Organisation.objects.using("old").filter(suspended_at__isnull=False)
    owners = Membership.objects.using("old").filter(is_owner=True)
    assert list(stopped.values_list("name", flat=True)) == ["Slagerij"]
    assert sorted(owners.values_list("user__username", flat=True)) == ["eerste Bakkerij", "eerste Slagerij"]
