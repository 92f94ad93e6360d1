"""Every showing of profiles is logged before anyone sees it; counting people shows nobody."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from explorer.frame import framed
from profiles.models import AuditEvent, Route
from tests.auditing import full_disk, run_sql
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db


def test_a_page_of_results_is_logged_with_everyone_on_it(client: Client) -> None:
    published({}, {}, {})
    membership = make_membership("employer")
    client.force_login(membership.user)
    client.get("/kandidaten/")

    event = AuditEvent.objects.get()
    assert (event.actor, event.organisation) == (membership.user.username, membership.organisation.name)
    assert (event.role, event.origin, event.action) == ("employer", "web", "results")
    assert sorted(event.people) == sorted(Route.objects.values_list("profile_key", flat=True))


def test_a_profile_page_and_the_api_are_logged_too(client: Client) -> None:
    published({})
    address = client.get("/kandidaten/").context["page"].cards[0].url
    client.get(address)
    client.get("/api/v1/kandidaten")
    client.get(f"/api/v1{address.rstrip('/')}")

    logged = AuditEvent.objects.order_by("pk").values_list("origin", "action")
    assert list(logged) == [("web", "results"), ("web", "card"), ("api", "results"), ("api", "card")]


def test_a_visitor_is_logged_by_a_hash_of_the_session(client: Client) -> None:
    published({})
    client.get("/kandidaten/")

    event = AuditEvent.objects.get()
    assert (event.organisation, event.role) == ("", "visitor")
    assert event.actor.startswith("bezoeker ")
    assert str(client.session.session_key) not in event.actor


def test_the_event_is_there_before_the_page_is_made(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    published({})
    logged_before: list[int] = []

    def watched(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        logged_before.append(AuditEvent.objects.count())
        return framed(request, template, **context)

    monkeypatch.setattr("explorer.views.search.framed", watched)
    client.get("/kandidaten/")

    assert logged_before == [1]


@pytest.mark.parametrize("address", ["/kandidaten/", "/api/v1/kandidaten"])
def test_without_a_log_there_is_no_page(client: Client, address: str) -> None:
    published({"hours": "U28"}, {"education": "3"})
    client.force_login(make_membership().user)
    card = client.get("/kandidaten/").context["page"].cards[0].ref
    client.raise_request_exception = False
    with full_disk():
        answers = [client.get(address), client.get(f"{address.rstrip('/')}/{card}", follow=True)]

    for answer in answers:
        assert answer.status_code == 500
        assert card not in answer.content.decode()
        assert "28" not in answer.content.decode().partition("<main")[2]
    assert AuditEvent.objects.count() == 1, "the look before"


@pytest.mark.parametrize("address", ["/kandidaten/", "/api/v1/kandidaten"])
def test_a_database_that_only_reads_shows_nobody(client: Client, address: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has other words for it")
    published({"hours": "U28"})
    client.force_login(make_membership().user)
    client.get("/kandidaten/")
    client.raise_request_exception = False
    run_sql("PRAGMA query_only = ON")
    answer = client.get(address)
    run_sql("PRAGMA query_only = OFF")

    assert answer.status_code == 503
    assert "28" not in answer.content.decode().partition("<main")[2]


@pytest.mark.parametrize("address", ["/", "/zoekopdrachten/", "/kandidaten/?pagina=2", "/kandidaten/?foo=1"])
def test_counting_people_shows_nobody_and_logs_nothing(client: Client, address: str) -> None:
    published({})
    client.force_login(make_membership().user)
    client.post("/zoekopdrachten/", {"name": "Alles", "query": ""})
    client.get(address)

    assert not AuditEvent.objects.exists()


def test_an_empty_result_logs_nothing(client: Client) -> None:
    published({"hours": "U00"})
    client.get("/kandidaten/?urenPerWeekMinimaal=36")

    assert not AuditEvent.objects.exists()
