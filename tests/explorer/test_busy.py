"""A site that gets more than it can do turns people away, and serves the others in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from django.test import Client

from explorer.busy import TURNED_AWAY
from explorer.server_worker import CAME_AT


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
    with waited(3):
        answer = client.get("/kandidaten/")

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert "Wacht tien seconden" in answer.content.decode()
    assert "default-src" in answer["Content-Security-Policy"]
    assert TURNED_AWAY._value.get() == before + 1


def test_programs_are_told_in_their_own_form(client: Client) -> None:
    with waited(3):
        answer = client.get("/api/v1/kandidaten", headers={"accept-language": "en"})

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["detail"] == "It is too busy now. Nothing was done. Try again in ten seconds."


@pytest.mark.django_db
def test_who_waited_a_little_is_served_and_who_watches_the_server_always(client: Client) -> None:
    with waited(0.5):
        assert client.get("/privacy/").status_code == 200
    with waited(60):
        assert client.get("/healthz").status_code == 200
