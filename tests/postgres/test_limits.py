"""A page that waits too long for PostgreSQL is a 503 and frees its thread; workers and commands have no limits."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.journeys.site import ROOT, Site
from tests.postgres.limits import THREADS

POOL = 5
SAID = """
from django.db import connection
with connection.cursor() as cursor:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    print(*(cursor.execute(f"SHOW {name}").fetchone()[0] for name in names), connection.pool, end="")
"""


@dataclass
class Served(Site):
    """A web process on PostgreSQL."""

    address: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "DATABASE_URL": self.address, "SEARCH_ENGINE": "orm", "HASHED_STATIC": "0"}


def environment(address: str, folder: Path) -> dict[str, str]:
    (folder / "static").mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "explorer.settings",
        "SEARCH_ENGINE": "orm",
        "DATA_DIR": str(folder),
        "DATABASE_URL": address,
        "DATABASE_POOL": str(POOL),
        "DATABASE_STATEMENT_SECONDS": "2",
        "DATABASE_LOCK_SECONDS": "1",
        "DATABASE_IDLE_SECONDS": "1",
    }


def test_who_runs_into_a_limit_is_told_to_come_back_and_the_next_one_is_served(postgres: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.postgres.limits", postgres]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(postgres, tmp_path), capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    connections = found.pop("connections")
    assert found == {
        **{f"{why} page": [503, "text/html", "120"] for why in ("locked", "slow", "idle")},
        **{f"{why} api": [503, "application/problem+json", "120"] for why in ("locked", "slow")},
        "told": [],
        "after": [200],
        "kept by threads": 0,
    }
    assert 1 <= connections <= POOL < THREADS


def test_commands_and_workers_have_no_limits_and_no_pool(postgres: str, tmp_path: Path) -> None:
    shell = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", SAID]
    done = subprocess.run(
        shell, cwd=ROOT, env=environment(postgres, tmp_path), capture_output=True, text=True, check=False
    )

    assert done.stdout == "0 0 0 None", done.stderr


@pytest.mark.parametrize("options", [[], ["--preload"]])
def test_a_server_serves_from_its_pool_and_stops_at_once(postgres: str, tmp_path: Path, options: list[str]) -> None:
    site = Served(tmp_path / "site", address=postgres)
    try:
        address = f"127.0.0.1:{site.ports['web']}"
        site.manage("migrate")
        server = ("gunicorn", "explorer.wsgi", "--config", "python:explorer.server", "--bind", address)
        site.start("web", *server, "--workers", "2", "--threads", "4", *options)
        site.wait_until(lambda: _is_served(site))
    finally:
        site.tear_down()


def _is_served(site: Site) -> bool:
    try:
        with site.visitor() as visitor:
            return visitor.get("/transparantie/").status_code == 200
    except httpx.TransportError:
        return False
