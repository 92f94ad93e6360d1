"""Attack: put together what two organisations know. References that two of them have in common: none."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from explorer.models import Membership, Organisation, ProfileReference
from explorer.references import drawn
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
PEOPLE = 40
API, PAGE = "/api/v1/kandidaten", "/kandidaten/"
FIRST_ID = 7_654_300
"""Rows of these tests are numbered from here on, so that a number that leaks can be told."""


@pytest.fixture(autouse=True)
def _people(settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = PEOPLE
    published(*({} for _ in range(PEOPLE)))


def signed_in() -> Client:
    client = Client()
    client.force_login(make_membership().user)
    return client


def references(client: Client) -> set[str]:
    """All that a viewer is shown."""
    pages = [client.get(f"{API}?pagina={number}").json()["kandidaten"] for number in (1, 2)]
    return {card["referentie"] for page in pages for card in page}


def visitor() -> Client:
    """Someone with a session of their own."""
    client = Client()
    client.get(PAGE)
    return client


def test_two_organisations_and_two_visitors_have_no_reference_in_common() -> None:
    found = [references(client) for client in (signed_in(), signed_in(), visitor(), visitor(), Client())]

    assert [len(one) for one in found] == [PEOPLE] * 5
    assert len(set().union(*found)) == 5 * PEOPLE


@pytest.mark.parametrize("address", [PAGE + "{}/", API + "/{}"])
def test_anothers_reference_is_answered_as_one_that_was_never_drawn(address: str) -> None:
    """The same status, the same words and the same questions to the database: nothing to tell them apart by."""
    own = signed_in()
    borrowed, never_drawn = references(signed_in()).pop(), drawn()
    answers = []
    for reference in (borrowed, never_drawn):
        with CaptureQueriesContext(connection) as asked:
            answer = own.get(address.format(reference))
        body = answer.content.decode().replace(reference, "")
        lines = [line for line in body.splitlines() if "csrfmiddlewaretoken" not in line]
        answers.append((answer.status_code, lines, [re.sub(r"'[^']*'", "?", query["sql"]) for query in asked]))

    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_references_hold_no_order_of_time() -> None:
    """Sorted by when they were drawn they are not sorted, from neither end."""
    references(signed_in())
    codes = list(ProfileReference.objects.order_by("pk").values_list("code", flat=True))

    rising = sum(one < other for one, other in pairwise(codes))
    assert 0.25 < rising / (len(codes) - 1) < 0.75
    assert len({code[:3] for code in codes}) > 0.9 * len(codes)


def numbered_site() -> Client:
    """Someone signed in, where every row of the website has a number that would be noticed."""
    membership = make_membership()
    organisation = Organisation.objects.create(pk=FIRST_ID, name="Bureau", kind=Organisation.Kind.INTERMEDIARY)
    Membership.objects.filter(pk=membership.pk).update(id=FIRST_ID + 1, organisation=organisation)
    ProfileReference.objects.create(
        pk=FIRST_ID + 2,
        viewer=f"o:{FIRST_ID}",
        profile_key="a",
        code=drawn(),
        first_shown_at=membership.user.date_joined,
    )
    client = Client()
    client.force_login(membership.user)
    return client


def everything_said(client: Client) -> Iterator[str]:
    """Every page that someone can come to, with its headers."""
    client.post("/zoekopdrachten/", {"name": "Magazijn", "query": "regio=4"})
    client.post("/zoekopdrachten/", {"name": "Keuken", "query": "regio=5"})
    [first, *_rest] = client.get(API).json()["kandidaten"]
    profile = first["referentie"]
    for address in (
        "/",
        PAGE,
        f"{PAGE}?pagina=2",
        f"{PAGE}{profile}/",
        "/zoekopdrachten/",
        "/privacy/",
        "/kandidaten/x/",
    ):
        yield _said(client, address)
    for address in (API, f"{API}?pagina=2", f"{API}/{profile}", f"{API}?foo=1", f"{API}/x"):
        yield _said(client, address)


def _said(client: Client, address: str) -> str:
    answer = client.get(address)
    return f"{answer.headers} {answer.content.decode()}"


def test_no_number_of_a_row_is_visible_anywhere() -> None:
    client = numbered_site()
    pages = list(everything_said(client))

    assert len(pages) == 12
    assert [page for page in pages if str(FIRST_ID)[:5] in page] == []


def test_a_saved_searchs_address_says_nothing_about_when_it_was_made() -> None:
    client = numbered_site()
    list(everything_said(client))
    folders = client.get("/zoekopdrachten/").context["folders"]

    assert {search.key[14] for folder in folders for search in folder.searches} == {"4"}
