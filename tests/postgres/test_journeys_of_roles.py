"""A day of the site on PostgreSQL, each kind of process signed in to the database under its own role."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.journeys.site import _manage
from tests.postgres.roles import RoledSite

PROFILES = "400"
WAITS = (
    """UPDATE sync_syncrun SET state = 'waiting', finished_at = NULL WHERE id = (SELECT max(id) FROM sync_syncrun)"""
)
COUNTED = """SELECT relname FROM pg_stat_user_tables WHERE analyze_count > 0 ORDER BY relname"""
SECOND = """
from explorer.management.commands.create_demo_users import create
create(name="beheer2", organisation="UWV", kind="uwv", role="operator", regions=[])
"""


@pytest.fixture(scope="module")
def site(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoledSite]:
    """A database of its own with its roles and accounts, made by the owner, and a feed."""
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("CREATE DATABASE day")
        address = postgres.replace(f"/{server.info.dbname}?", "/day?")
    made = RoledSite(tmp_path_factory.mktemp("day") / "site", address=address)
    try:
        broker = ("--port", str(made.ports["broker"]), "--folder", str(made.folder / "data/broker"))
        made.start("broker", *_manage("broker", *broker))
        made.start("sonar", *_manage("sonar_mock", "--port", str(made.ports["sonar"]), "--profiles", PROFILES))
        for command in ("migrate", "load_reference_data", "create_demo_users"):
            made.manage(command)
        made.tell_as("", SECOND)
        made.manage("database_roles", "--login")
        yield made
    finally:
        made.tear_down()


def day(site: RoledSite, role: str, journey: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.python_as(role, "-m", "tests.postgres.as_role", journey))
    return found


def test_a_day_of_the_site(site: RoledSite) -> None:
    read = json.loads(site.manage_as("worker", "sync_sonar", "--full", "--json"))
    assert read["state"] == "done"
    assert read["published"] > 0
    with psycopg.connect(site.address) as owner:
        counted = owner.execute(COUNTED).fetchall()
    assert counted == [("profiles_card",), ("profiles_route",)]

    assert day(site, "web", "web") == {
        "profile": 200,
        "guest": 200,
        "shortlist": 302,
        "saved": 302,
        "asked": 1,
        "api": 200,
        "signed_up": 200,
        "metrics": [True, True, False],
        "admin": 302,
        "queries_as": "verkenner_web",
    }
    assert day(site, "web", "sign_up") == {"opened": 200, "confirmed": 302}
    assert day(site, "worker", "worker") == {"routed": 1, "mail_left": 0}

    with psycopg.connect(site.address, autocommit=True) as owner:
        owner.execute(WAITS)
    found = day(site, "staff", "staff")
    assert {name: status for name, status in found.items() if name.startswith("/") and status != 200} == {}
    assert (found["metrics"], found["run"], found["step"]) == (True, "reading", "asked")
    assert (found["queue"], found["opened"], found["log"]) == (200, 200, 200)

    sealed = day(site, "sealer", "sealer")
    assert sealed.pop("closed") > 0
    assert sealed == {"waiting": 0, "removed": True, "left": 0}
