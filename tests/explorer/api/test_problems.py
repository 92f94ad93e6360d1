"""Whatever goes wrong below /api/ is a problem document."""

from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.api.versioned import VERSION
from explorer.models import Membership
from profiles import audit
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize("address", ["", "v2/kandidaten", "v1/openapi.json", "v1/", "v1/zomaar"])
def test_every_error_is_a_problem(client: Client, method: str, address: str) -> None:
    answer = getattr(client, method)(f"/api/{address}")

    if answer.status_code >= 400:
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/problem+json", "no-store")
        assert answer["API-Version"]
        assert answer.json()["status"] == answer.status_code
        assert answer.json()["title"] == HTTPStatus(answer.status_code).phrase


def test_every_answer_says_the_version_also_what_no_view_of_the_api_made(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR = "required"
    client.force_login(make_membership(role=Membership.Role.AUDITOR).user)
    preflight = {"HTTP_ORIGIN": "https://example.org", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "GET"}
    answers = [
        client.get("/api/v1/kandidaten"),  # who must take a second step first
        client.options("/api/v1/regios", **preflight),  # type: ignore[arg-type] # of the stubs: headers are text
        Client().get("/api/v1/"),
    ]

    assert [answer.status_code for answer in answers] == [403, 200, 200]
    assert {answer["API-Version"] for answer in answers} == {VERSION}


def test_a_log_that_cannot_be_written_shows_nobody_and_says_when_to_try_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published({})
    client = Client(raise_request_exception=False)
    monkeypatch.setattr(audit, "record", broken(OperationalError("disk I/O error")))
    answer = client.get("/api/v1/kandidaten")

    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert answer.json() == {
        "status": 503,
        "title": "Service Unavailable",
        "detail": "De gegevens zijn nu niet bereikbaar. Probeer het over twee minuten opnieuw.",
    }


def test_our_own_mistake_tells_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    published({})
    monkeypatch.setattr(audit, "record", broken(ValueError("secret")))
    answer = Client(raise_request_exception=False).get("/api/v1/kandidaten", headers={"accept-encoding": "gzip"})

    assert answer.json()["status"] == 500
    assert "secret" not in answer.content.decode()


def test_a_body_nested_without_end_is_the_mistake_of_the_caller(client: Client) -> None:
    answer = client.post("/api/v1/kandidaten/_zoek", "[" * 100_000, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_page_stays_a_page(client: Client) -> None:
    assert client.get("/zomaar/")["Content-Type"].startswith("text/html")


def broken(error: Exception) -> object:
    def fail(**_: object) -> None:
        raise error

    return fail
