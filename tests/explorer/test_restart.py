"""New processes take over from the old ones under a constant stream of calls, and none of these fails."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from explorer import server_handover
from explorer.bench.open_loop import Call, Sample, send
from explorer.bench.running import environment_of
from explorer.bench.step import ROOT

RATE = 20
SECONDS = 25
WORKERS = 2
TOWN = "import django; django.setup(); from explorer.bench.load import load; load(1500, seed=3)"
PATHS = ("/kandidaten/", "/kandidaten/?regio=4", "/kandidaten/?opleidingsniveau=2&regio=1", "/privacy/")
CALLS = [Call("page", PATHS[number % len(PATHS)]) for number in range(RATE * SECONDS)]


def test_a_process_that_nobody_replaces_leaves_when_it_is_told_to(tmp_path: Path) -> None:
    server_handover.note_ready(tmp_path, 1)

    assert server_handover.may_leave(tmp_path, 1, WORKERS)


def test_replaced_processes_stay_until_as_many_others_can_serve(tmp_path: Path) -> None:
    for age in (1, 2):
        server_handover.note_ready(tmp_path, age)
    server_handover.begin(tmp_path, 2)
    server_handover.note_ready(tmp_path, 3)
    assert not server_handover.may_leave(tmp_path, 2, WORKERS)

    server_handover.note_ready(tmp_path, 4)
    assert server_handover.may_leave(tmp_path, 2, WORKERS)

    server_handover.note_gone(tmp_path, 3)
    assert not server_handover.may_leave(tmp_path, 1, WORKERS)
    assert server_handover.may_leave(tmp_path, 4, WORKERS)


def test_of_two_reloads_only_the_last_one_counts(tmp_path: Path) -> None:
    for youngest in (2, 12):
        server_handover.begin(tmp_path, youngest)
    for age in (11, 12):
        server_handover.note_ready(tmp_path, age)

    assert not server_handover.may_leave(tmp_path, 12, WORKERS)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[psutil.Process]:
    """The master of a site with cards that answers; its address is in its environment. Nobody is turned away by a
    machine that is busy with other things."""
    environment = environment_of(tmp_path, f"sqlite:///{tmp_path / 'db.sqlite3'}")
    environment |= {"HASHED_STATIC": "0", "PROFILE_BUDGET_NETWORK": "1000000", "BUSY_AFTER_SECONDS": "25"}
    environment |= {"DJANGO_SETTINGS_MODULE": "explorer.settings"}
    subprocess.run([sys.executable, "-c", TOWN], cwd=ROOT, env=environment, check=True)
    where = ["--bind", f"127.0.0.1:{environment['WEB_PORT']}", "--threads", "4", "--workers", str(WORKERS)]
    command = [sys.executable, "-m", "gunicorn", "explorer.wsgi", "--config", "python:explorer.server", *where]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            _wait_until_ready(environment["SITE_URL"])
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


@pytest.mark.slow
def test_no_call_fails_while_new_processes_take_over(server: psutil.Process) -> None:
    old = _workers(server)
    site = server.environ()["SITE_URL"]

    with ThreadPoolExecutor() as beside:
        stream = beside.submit(send, CALLS, site=site, rate=RATE)
        time.sleep(SECONDS / 4)
        server.send_signal(signal.SIGHUP)
        samples = stream.result()

    assert _statuses(samples) == {200: len(CALLS)}
    assert len(_workers(server)) == WORKERS
    assert _workers(server).isdisjoint(old)
    assert httpx.get(f"{site}/readyz", trust_env=False).status_code == 200


def _statuses(samples: list[Sample]) -> Counter[int]:
    return Counter(one.status for one in samples)


def _workers(server: psutil.Process) -> set[int]:
    return {one.pid for one in server.children()}


def _wait_until_ready(site: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{site}/readyz", trust_env=False).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("The server did not start.")
