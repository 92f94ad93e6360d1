"""The options that make a dead host noticed; that they do so, `tests/hosts/test_lost_host.py` tries on a network."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from explorer.lost_hosts import ENDS_OF_HOSTS

ROOT = Path(__file__).parents[2]
TELL = "import json; from explorer.settings import DATABASES; print(json.dumps(DATABASES['default'].get('OPTIONS')))"


def options_of(address: str, folder: Path) -> dict[str, Any]:
    surroundings = {"PATH": os.environ["PATH"], "DEBUG": "1", "DATA_DIR": str(folder), "DATABASE_URL": address}
    said = subprocess.run(
        [sys.executable, "-c", TELL], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, check=True
    )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_postgresql_knows_every_option() -> None:
    assert conninfo_to_dict(make_conninfo("host=db", **ENDS_OF_HOSTS)).keys() == {"host", *ENDS_OF_HOSTS}


def test_every_connection_to_postgresql_has_them(tmp_path: Path) -> None:
    assert options_of("postgresql://us@db/site", tmp_path) == ENDS_OF_HOSTS


def test_the_address_of_the_database_has_the_last_word(tmp_path: Path) -> None:
    found = options_of("postgresql://us@db/site?connect_timeout=9&sslmode=require", tmp_path)

    assert found == {**ENDS_OF_HOSTS, "connect_timeout": 9, "sslmode": "require"}


def test_sqlite_has_none_of_them(tmp_path: Path) -> None:
    assert not ENDS_OF_HOSTS.keys() & options_of(f"sqlite:///{tmp_path / 'site.sqlite3'}", tmp_path).keys()
