"""A host that loses its power while it holds a lock: PostgreSQL may not wait for it, or nobody goes on."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.hosts.network import Host, NoNamespacesError, hosts_of
from tests.hosts.site import Site, begin, drawn_secrets, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may make network namespaces"),
]
HOLD = """
import time, django; django.setup()
from django.db import connection, transaction
with transaction.atomic():
    connection.cursor().execute("UPDATE work SET by = 'one'")
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def hosts() -> Iterator[list[Host]]:
    with tempfile.TemporaryDirectory(prefix="kv-hosts-", ignore_cleanup_errors=True) as folder:
        try:
            with hosts_of(("data", "work1"), Path(folder)) as hosts:
                yield hosts
        except NoNamespacesError as error:
            pytest.skip(f"no network of namespaces can be made here: {error}")


def test_what_a_dead_host_held_another_takes(hosts: list[Host]) -> None:
    data, worker = hosts
    site = Site(data, data, drawn_secrets(), "postgres", 0)
    begin(site, data, "data")
    site.execute("CREATE TABLE work AS SELECT 'nobody' AS by")
    worker.start("hold", [sys.executable, "-c", HOLD], site.environment(worker))
    wait_until("Nothing is held.", lambda: "held" in worker.last_words(), 60)

    worker.lose_power()

    with psycopg.connect(site.address, autocommit=True) as line:
        line.execute("SET lock_timeout = '60s'")  # an error where the dead one still holds it
        line.execute("UPDATE work SET by = by || ', then two'")
        assert line.execute("SELECT by FROM work").fetchone() == ("nobody, then two",)
