"""Every answer carries the headers that a browser needs to be strict: pages, admin, API, files and errors."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from explorer import urls
from tests.access.test_matrix import routes
from tests.access.world import actors
from tests.factories import published

pytestmark = pytest.mark.django_db
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = (
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
)


def breaks(_request: HttpRequest) -> HttpResponse:
    raise ValueError


def is_away(_request: HttpRequest) -> HttpResponse:
    raise OperationalError


handler500 = urls.handler500
urlpatterns = [path("stuk", breaks), path("weg", is_away), path("api/v1/stuk", breaks), *urls.urlpatterns]


def lacks(answer: Any) -> list[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    missing = [name for name, value in STRICT.items() if answer.headers.get(name) != value]
    missing += [part for part in POLICY if part not in policy]
    return missing + [part for part in ("unsafe", "*", "http:") if part in policy]


def test_every_address_answers_strictly_whoever_asks() -> None:
    everybody = actors()
    people = [everybody[name] for name in ("visitor", "employer A", "viewer of a region")]
    found = {}
    for route in routes():
        for actor in people:
            for method in ("GET", "POST"):
                answer = actor.client.generic(method, route.address({}))
                if wrong := lacks(answer):
                    found[route.name, actor.name, method] = wrong

    assert found == {}


ERRORS: dict[str, tuple[int, Callable[[Client], Any]]] = {
    "strange host": (400, lambda client: client.get("/", headers={"host": "elders.example"})),
    "unknown value": (400, lambda client: client.get("/api/v1/kandidaten?foo=1")),
    "no token of the form": (403, lambda client: client.post("/inloggen/")),
    "unknown page": (404, lambda client: client.get("/zomaar/")),
    "unknown page of the API": (404, lambda client: client.get("/api/v1/zomaar")),
    "unknown file": (404, lambda client: client.get("/static/zomaar.js")),
    "wrong method": (405, lambda client: client.options("/privacy/")),
    "too much": (413, lambda client: client.post("/inloggen/", "x" * 3_000_000, content_type="text/plain")),
    "too much for the API": (
        413,
        lambda client: client.post("/api/v1/kandidaten/_zoek", "x" * 3_000_000, content_type="application/json"),
    ),
    "broken": (500, lambda client: client.get("/stuk")),
    "broken API": (500, lambda client: client.get("/api/v1/stuk")),
    "database away": (503, lambda client: client.get("/weg")),
    "a file": (200, lambda client: client.get("/static/explorer/site.css")),
}


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("name", ERRORS)
def test_errors_and_files_answer_strictly_too(name: str) -> None:
    status, ask = ERRORS[name]

    answer = ask(Client(raise_request_exception=False, enforce_csrf_checks=True))

    answer.close()
    assert (answer.status_code, lacks(answer)) == (status, [])


def test_a_spent_budget_answers_strictly() -> None:
    published({})
    with override_settings(PROFILE_BUDGET_VISITOR=0):
        answer = Client().get("/kandidaten/")

    assert (answer.status_code, lacks(answer)) == (429, [])
