"""The log tells what happened and where, and nobody's name, number, words or references."""

import json
import logging
import logging.config
from collections.abc import Iterator
from io import StringIO

import pytest
from celery import Celery
from celery.worker.request import Request
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from structlog.contextvars import bind_contextvars, clear_contextvars

from explorer import urls
from profiles import logs

CANARIES = ("kanariewoord", "D7K-4MPQ", "999990019", "Jansen", "piet@example.org", "geheim123")


def fails(_request: HttpRequest, ref: str) -> HttpResponse:
    raise IntegrityError("Key (email)=(piet@example.org) of Jansen, BSN 999990019, already exists")


handler500 = urls.handler500
urlpatterns = [*urls.urlpatterns, path("stuk/<str:ref>/", fails)]


@pytest.fixture(params=[True, False], ids=["json", "text"])
def written(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """Everything that is logged under the configuration of the site, down to DEBUG."""
    config = logs.config(is_json=request.param)
    config["handlers"]["console"]["stream"] = stream = StringIO()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logging.config.dictConfig(config)
    root.setLevel(logging.DEBUG)
    yield stream
    root.handlers[:], root.level = before, level
    clear_contextvars()


def lines(written: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def hold(written: StringIO) -> list[str]:
    return [canary for canary in CANARIES if canary in written.getvalue()]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_no_request_leaves_what_was_asked(written: StringIO) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)

    statuses = [
        client.get("/kandidaten/?q=kanariewoord&foo=Jansen").status_code,
        client.get("/kandidaten/D7K-4MPQ/?q=kanariewoord").status_code,
        client.get("/stuk/D7K-4MPQ/?q=kanariewoord").status_code,
        client.get("/api/v1/kandidaten/D7K-4MPQ?q=kanariewoord").status_code,
        client.get("/", headers={"host": "kanariewoord.example"}).status_code,
        client.post("/inloggen/", {"username": "piet@example.org", "password": "geheim123"}).status_code,
        client.post("/kandidaten/?q=kanariewoord").status_code,
    ]

    assert statuses == [302, 404, 500, 503, 400, 403, 403]
    assert "Answered with 500." in written.getvalue()
    assert "IntegrityError" in written.getvalue()
    assert "test_logs.py" in written.getvalue()
    assert hold(written) == []


def test_a_name_typed_at_the_door_is_not_logged(written: StringIO, db: None, client: Client) -> None:
    client.post("/inloggen/", {"username": "piet@example.org", "password": "geheim123"})

    assert hold(written) == []


def test_what_a_server_or_library_says_is_told_without_what_it_is_about(written: StringIO) -> None:
    logging.getLogger("gunicorn.error").error("Error handling request %s", "/kandidaten/D7K-4MPQ/?q=kanariewoord")
    logging.getLogger("kombu").error("Cannot connect to %s: %s (try %d)", "redis://:geheim123", OSError("Jansen"), 3)

    assert "Cannot connect to …: OSError (try 3)" in written.getvalue().replace("\\u2026", "…")
    assert "Error handling request" in written.getvalue()
    assert hold(written) == []


def test_a_task_that_fails_tells_its_name_and_error_only(written: StringIO) -> None:
    app = Celery(broker="memory://", set_as_current=False)

    @app.task(name="explorer.failing")
    def example(_name: str) -> None:
        raise ValueError("Jansen 999990019")

    example.apply(("piet@example.org",))

    assert "explorer.failing" in written.getvalue()
    assert "ValueError" in written.getvalue()
    assert hold(written) == []


@pytest.mark.parametrize("written", [True], indirect=True)
def test_a_line_is_one_object_with_the_id_of_its_request(written: StringIO, db: None, client: Client) -> None:
    answer = client.get("/privacy/?x=Jansen")

    [line] = [line for line in lines(written) if line["logger"] == "explorer.requests"]
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["view"], line["method"], line["status"], line["level"]) == ("privacy", "GET", 200, "info")
    assert set(line) == {"at", "event", "level", "logger", "method", "ms", "request_id", "status", "view"}


@pytest.mark.parametrize("written", [True], indirect=True)
def test_the_id_of_a_request_goes_along_to_its_task(written: StringIO) -> None:
    app = Celery(broker="memory://", set_as_current=False)
    app.conf.update(task_ignore_result=True)

    @app.task(name="explorer.example")
    def example() -> None:
        logging.getLogger("explorer.example").info("Worked.")

    bind_contextvars(request_id="0123456789abcdef")
    example.delay()
    clear_contextvars()
    with app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=5)
        Request(message, app=app, task=example, decoded=False).execute()

    seen = [line for line in lines(written) if line["event"] in ("Worked.", "Task ended.")]
    assert [(line["request_id"], line["task"]) for line in seen] == [("0123456789abcdef", "explorer.example")] * 2
    assert seen[1]["state"] == "SUCCESS"


@pytest.mark.parametrize("trusted", [0, 1])
def test_only_an_own_proxy_gives_a_request_its_id(client: Client, db: None, trusted: int) -> None:
    with override_settings(TRUSTED_PROXIES=trusted):
        given = client.get("/privacy/", headers={"x-request-id": "00ff00ff"})["X-Request-ID"]
        strange = client.get("/privacy/", headers={"x-request-id": "Jansen"})["X-Request-ID"]

    assert (given == "00ff00ff") == bool(trusted)
    assert strange != "Jansen"
