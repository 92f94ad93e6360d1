"""A site that gets more than it can do turns people away, and serves the others in time."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import httpx
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.bench.running import environment_of
from explorer.bench.step import ROOT
from explorer.measures import TURNED_AWAY
from explorer.server_worker import CAME_AT


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
    """A web server with one thread that nobody may wait for longer than half a second."""
    environment = {**environment_of(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite3'}"), "BUSY_AFTER_SECONDS": "0.5"}
    where = ["--bind", f"127.0.0.1:{environment['WEB_PORT']}", "--threads", "1"]
    command = [sys.executable, "-m", "gunicorn", "explorer.wsgi", "--config", "python:explorer.server", *where]
    with subprocess.Popen(command, cwd=ROOT, env={**environment, "HASHED_STATIC": "0"}) as process:
        try:
            yield _listening(environment["SITE_URL"])
        finally:
            process.terminate()


def test_of_a_crowd_some_are_served_and_when_it_is_gone_everyone_is(server: str) -> None:
    document = f"{server}/api/v1/openapi.json"

    assert set(asyncio.run(_all_at_once(document, 200))) == {200, 503}
    assert httpx.get(document, trust_env=False).status_code == 200


async def _all_at_once(address: str, number: int) -> list[int]:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        answers = await asyncio.gather(*(client.get(address) for _ in range(number)))
    return [answer.status_code for answer in answers]


def _listening(site: str) -> str:
    for _ in range(300):
        try:
            httpx.get(f"{site}/healthz", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return site
    raise AssertionError("The server did not start.")
