"""The log on PostgreSQL, where transactions really run side by side."""

from pathlib import Path

import psycopg
import pytest

from tests.attacks.running import scene
from tests.attacks.test_writers import LOOKS, WRITERS


@pytest.fixture
def empty_database(postgres: str, tmp_path: Path) -> str:
    """A database of its own on the server of the tests."""
    name = f"audit_{tmp_path.name}".replace("-", "_")
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        default = server.info.dbname
    return postgres.replace(f"/{default}?", f"/{name}?")


def test_fifty_writers_and_racing_sealers_leave_one_chain(empty_database: str, tmp_path: Path) -> None:
    found = scene("writers", tmp_path, WRITERS, LOOKS, database=empty_database)

    assert found.pop("sealed_meanwhile") > 0
    assert found == {"failed": 0, "ok": True, "events": WRITERS * LOOKS, "waiting": 0, "gaps": 0, "forks": 0}


def test_a_look_that_commits_late_under_a_smaller_id_is_not_skipped(empty_database: str, tmp_path: Path) -> None:
    found = scene("late_commit", tmp_path, database=empty_database)

    assert found == {"sealed": [1, 1], "order": ["quick", "slow"], "ids_fall": True, "ok": True}
