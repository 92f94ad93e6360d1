"""What each role of the database may do and what it is refused, on a real PostgreSQL."""

from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from psycopg.errors import InsufficientPrivilege, RaiseException

from explorer.rights.rules import LETTERS, RULES, WHO
from tests.journeys.site import _manage
from tests.postgres.roles import RoledSite

EVENT = """INSERT INTO profiles_auditevent
(at, viewer, actor, organisation, role, origin, purpose, action, about, people, mac)
VALUES (now(), 'v', 'a', '', 'visitor', 'web', 'explore', 'card', '', 'p', 'm')"""
FORBIDDEN = (
    "UPDATE profiles_auditevent SET actor = 'x'",
    "UPDATE profiles_auditseal SET link = 'x'",
    "DELETE FROM profiles_auditcheckpoint",
    "INSERT INTO profiles_auditpending (event_id) VALUES (1)",
    "DROP TRIGGER audit_update ON profiles_auditevent",
    "ALTER TABLE profiles_auditevent DISABLE TRIGGER ALL",
    "ALTER TABLE profiles_edition DISABLE TRIGGER edition_update",
    "DROP FUNCTION audit_refuse() CASCADE",
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "ALTER FUNCTION audit_refuse() RESET search_path",
    "TRUNCATE profiles_auditevent",
    "TRUNCATE explorer_savedsearch",
    "DROP TABLE profiles_auditevent",
    "CREATE TABLE profiles_new (id int)",
    "SET session_replication_role = 'replica'",
    "SET ROLE postgres",
    "GRANT verkenner_worker TO verkenner_web",
    "INSERT INTO profiles_term DEFAULT VALUES",
)
OF_NO_SITE = ("sync_censusrow", "sync_stagedprofile", "sync_releasedprofile", "sync_lastlabels")


@pytest.fixture(scope="module")
def site(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoledSite]:
    """A database of its own, migrated, with its roles; one event is in the log."""
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("CREATE DATABASE roles")
        address = postgres.replace(f"/{server.info.dbname}?", "/roles?")
    made = RoledSite(tmp_path_factory.mktemp("roles") / "site", address=address)
    try:
        made.start(
            "broker",
            *_manage("broker", "--port", str(made.ports["broker"]), "--folder", str(made.folder / "data/broker")),
        )
        made.manage("migrate")
        made.manage("load_reference_data")
        made.manage("database_roles", "--login")
        with psycopg.connect(address, autocommit=True) as owner:
            owner.execute(EVENT)
        yield made
    finally:
        made.tear_down()


def refused(site: RoledSite, role: str, statement: str) -> None:
    with psycopg.connect(site.address_of(role)) as database, pytest.raises(InsufficientPrivilege):
        database.execute(statement)


def test_every_table_of_every_app_is_named_by_a_rule() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert tables | {"django_migrations"} == set(RULES)


def test_rules_are_written_in_their_columns() -> None:
    columns = {who: [getattr(rights, who) for rights in RULES.values()] for who in WHO}

    assert {letters for found in columns.values() for letters in found if len(letters) != len(LETTERS)} == set()
    assert [letters for found in columns.values() for letters in found if set(letters) - set("SIUD.")] == []


@pytest.mark.django_db
def test_sqlite_has_no_roles() -> None:
    with pytest.raises(CommandError, match="SQLite has no roles"):
        call_command("database_roles")


@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_no_role_may_touch_log_triggers_or_tables(site: RoledSite, role: str, statement: str) -> None:
    refused(site, role, statement)


@pytest.mark.parametrize("role", ["web", "staff", "worker"])
def test_only_the_sealer_may_ask_for_events_to_go(site: RoledSite, role: str) -> None:
    refused(site, role, "DELETE FROM profiles_auditevent")


def test_triggers_stop_the_sealer_as_long_as_a_month_is_not_removed(site: RoledSite) -> None:
    with psycopg.connect(site.address_of("sealer")) as database, pytest.raises(RaiseException, match="append-only"):
        database.execute("DELETE FROM profiles_auditevent")


@pytest.mark.parametrize("role", ["web", "staff", "worker"])
def test_an_event_waits_for_its_seal_whoever_wrote_it(site: RoledSite, role: str) -> None:
    with psycopg.connect(site.address_of(role)) as database:
        before = database.execute("SELECT count(*) FROM profiles_auditpending").fetchone()
        database.execute(EVENT)
        after = database.execute("SELECT count(*) FROM profiles_auditpending").fetchone()
        database.rollback()

    assert before is not None
    assert after == (before[0] + 1,)


@pytest.mark.parametrize("table", [table for table in RULES if table.startswith("sync_")])
def test_the_public_site_reads_nothing_of_the_sync(site: RoledSite, table: str) -> None:
    refused(site, "web", f"SELECT 1 FROM {table}")


@pytest.mark.parametrize("table", OF_NO_SITE)
@pytest.mark.parametrize("role", ["web", "staff", "sealer"])
def test_only_workers_read_what_is_not_generalised(site: RoledSite, role: str, table: str) -> None:
    refused(site, role, f"SELECT 1 FROM {table}")


@pytest.mark.parametrize("role", ["web", "staff", "sealer"])
def test_only_workers_make_temporary_tables(site: RoledSite, role: str) -> None:
    refused(site, role, "CREATE TEMPORARY TABLE profiles_auditremoval (id int)")


@pytest.mark.parametrize("role", ["web", "staff", "sealer"])
def test_only_workers_have_the_published_tables_counted(site: RoledSite, role: str) -> None:
    refused(site, role, "SELECT analyse_published()")


def test_a_second_time_changes_nothing_and_takes_back_what_was_given(site: RoledSite) -> None:
    with psycopg.connect(site.address, autocommit=True) as owner:
        owner.execute("GRANT SELECT, TRUNCATE ON sync_censusrow TO verkenner_web")
        owner.execute("GRANT SELECT (sealed) ON sync_stagedprofile TO verkenner_staff")

    first, second = site.manage("database_roles"), site.manage("database_roles")

    assert first == second
    refused(site, "web", "SELECT 1 FROM sync_censusrow")
    refused(site, "staff", "SELECT sealed FROM sync_stagedprofile")


def test_it_fails_and_changes_nothing_when_a_role_has_more_from_elsewhere(site: RoledSite) -> None:
    with psycopg.connect(site.address, autocommit=True) as owner:
        owner.execute("GRANT verkenner_worker TO verkenner_web")
        try:
            with pytest.raises(AssertionError, match="verkenner_web has SIUD on sync_censusrow, not nothing"):
                site.manage("database_roles")
        finally:
            owner.execute("REVOKE verkenner_worker FROM verkenner_web")


def test_statements_can_be_read_before_they_are_carried_out(site: RoledSite) -> None:
    said = site.manage("database_roles", "--sql", "--prefix", "other")

    assert said.startswith("BEGIN;")
    assert 'GRANT SELECT, INSERT ON "public"."profiles_auditevent" TO "other_web";' in said
    with psycopg.connect(site.address) as owner:
        assert owner.execute("SELECT 1 FROM pg_roles WHERE rolname = 'other_web'").fetchone() is None
