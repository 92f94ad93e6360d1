"""A site that gets more than it can do turns people away, and serves the others in time."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPResponse
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.bench.running import environment_of
from explorer.bench.step import ROOT
from explorer.measures import TURNED_AWAY
from explorer.server_worker import CAME_AT

PATIENCE = 2.0
"""Seconds. Half of what the early wait, far over what the late do."""
DOCUMENT = "/api/v1/openapi.json"
END = b"Connection: close\r\n\r\n"


@pytest.fixture(autouse=True)
def _patient(settings: Settings) -> None:
    settings.BUSY_AFTER_SECONDS = 300


@contextmanager
def waited(seconds: float) -> Iterator[None]:
    """As the worker says it of the request that this thread answers."""
    token = CAME_AT.set(monotonic() - seconds)
    try:
        yield
    finally:
        CAME_AT.reset(token)


def test_who_waited_too_long_is_told_so_without_a_question_to_the_database(client: Client) -> None:
    before = TURNED_AWAY._value.get()
    with waited(600):
        answer = client.get("/kandidaten/")

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert "Wacht tien seconden" in answer.content.decode()
    assert "default-src" in answer["Content-Security-Policy"]
    assert TURNED_AWAY._value.get() == before + 1


def test_programs_are_told_in_their_own_form(client: Client) -> None:
    with waited(600):
        answer = client.get("/api/v1/kandidaten", headers={"accept-language": "en"})

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["detail"] == "It is too busy now. Nothing was done. Try again in ten seconds."


@pytest.mark.django_db
def test_who_waited_a_little_is_served_and_who_watches_the_server_always(client: Client) -> None:
    with waited(1):
        assert client.get("/privacy/").status_code == 200
    with waited(600):
        assert client.get("/healthz").status_code == 200


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A web server with one thread, that nobody may wait for longer than PATIENCE."""
    variables = {"BUSY_AFTER_SECONDS": str(PATIENCE), "HASHED_STATIC": "0"}
    environment = {**environment_of(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite3'}"), **variables}
    where = ["--bind", f"127.0.0.1:{environment['WEB_PORT']}", "--threads", "1"]
    command = [sys.executable, "-m", "gunicorn", "explorer.wsgi", "--config", "python:explorer.server", *where]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            yield _listening(environment["SITE_URL"])
        finally:
            process.terminate()


def test_of_a_crowd_who_waited_too_long_is_told_so_and_who_came_late_is_served(server: str) -> None:
    with ExitStack() as stack:
        holder = _ask(server, stack, whole=False)
        early = [_ask(server, stack) for _ in range(20)]
        time.sleep(2 * PATIENCE)
        late = [_ask(server, stack) for _ in range(5)]
        holder.sendall(END)

        assert [_status(one) for one in early] == [503] * 20
        assert [_status(one) for one in late] == [200] * 5
    assert httpx.get(f"{server}{DOCUMENT}", trust_env=False).status_code == 200


def _ask(server: str, stack: ExitStack, *, whole: bool = True) -> socket.socket:
    """A question at the door of the server; one that is not whole keeps the only thread until its end comes."""
    address = urlsplit(server)
    one = stack.enter_context(socket.create_connection((address.hostname, address.port), timeout=60))
    one.sendall(f"GET {DOCUMENT} HTTP/1.1\r\nHost: {address.netloc}\r\n".encode() + (END if whole else b""))
    return one


def _status(one: socket.socket) -> int:
    answer = HTTPResponse(one)
    answer.begin()
    return answer.status


def _listening(site: str) -> str:
    for _ in range(300):
        try:
            httpx.get(f"{site}/healthz", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return site
    raise AssertionError("The server did not start.")
