"""How many questions each page asks the database: exactly so many, however many cards there are."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from explorer.search.index.store import STORE
from profiles.terms import Terms
from tests.explorer.api.callers import Program
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 45
THREE_FILTERS = "taaksoort=TS06&urenPerWeekMinimaal=20&rijbewijs=B"
ADDRESSES = {
    "search": "/kandidaten/",
    "search with three filters": f"/kandidaten/?{THREE_FILTERS}",
    "profile": "/kandidaten/{reference}/",
    "saved searches": "/zoekopdrachten/",
    "shortlist": "/selectie/",
    "printed shortlist": "/selectie/afdrukken/",
    "map": "/kaart/?taaksoort=TS06",
    "comparison": "/vergelijken/?ref={reference}&ref={other}",
    "api": "/api/v1/kandidaten",
    "api with three filters": f"/api/v1/kandidaten?{THREE_FILTERS}",
    "api of one profile": "/api/v1/kandidaten/{reference}",
}
BUDGET = {
    "search": 11,
    "search with three filters": 11,
    "profile": 12,
    "saved searches": 6,
    "shortlist": 12,
    "printed shortlist": 12,
    "map": 4,
    "comparison": 12,
    "api": 8,
    "api with three filters": 8,
    "api of one profile": 11,
}
"""For someone who is signed in and has seen these cards before, with the index ready."""


@pytest.fixture(params=["index", "orm"])
def engine(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> str:
    """Both ways of searching; the index keeps its snapshot in a folder of its own."""
    chosen: str = request.param
    settings.SEARCH_ENGINE, settings.DATA_DIR = chosen, tmp_path
    return chosen


@pytest.fixture
def member(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Someone who is signed in, with two saved searches."""
    monkeypatch.setattr(STORE, "_ready", None)
    client.force_login(make_membership().user)
    for name, query in (("Heftruck", "taaksoort=TS06"), ("Drenthe", "regio=4")):
        client.post("/zoekopdrachten/", {"name": name, "query": query})
    return client


def publish(number: int) -> None:
    """So many cards, which all meet the three filters, and the index of them."""
    card = {"hours": "U28", "task_types": Terms(("TS06",)), "licence": "B"}
    STORE.build(published(*(card for _ in range(number))).pk)


def address_of(page: str, member: Client) -> str:
    """The address of a page; whoever is on it was seen before, so that no reference is drawn while we count."""
    found = member.get("/kandidaten/").context["page"]
    member.get(ADDRESSES["search with three filters"])
    for card in found.cards if "selectie" in ADDRESSES[page] else ():
        member.post("/selectie/", {"ref": card.ref, "query": THREE_FILTERS})
    return ADDRESSES[page].format(reference=found.cards[0].ref, other=found.cards[1].ref)


def questions(page: str, member: Client) -> int:
    address = address_of(page, member)
    with CaptureQueriesContext(connection) as asked:
        assert member.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_page_asks_as_much_for_many_cards_as_for_few(page: str, engine: str, member: Client) -> None:
    publish(FEW)
    few = questions(page, member)
    publish(MANY)

    assert questions(page, member) == few


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_page_asks_exactly_so_much(
    page: str, settings: Settings, tmp_path: Path, member: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    publish(MANY)
    address = address_of(page, member)

    with django_assert_num_queries(BUDGET[page]):
        member.get(address)


def test_the_first_look_draws_all_references_at_once(member: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    publish(MANY)
    with CaptureQueriesContext(connection) as asked:
        member.get("/kandidaten/")

    # a transaction with three questions and one insert inside; nobody can be on the shortlist yet
    assert len(asked) == BUDGET["search"] + 6 - 1


def test_counting_the_saved_searches_costs_one_look_each(member: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    publish(MANY)
    two = questions("saved searches", member)
    member.post("/zoekopdrachten/", {"name": "Derde", "query": ""})

    assert questions("saved searches", member) == two + 1


def test_a_program_asks_little(settings: Settings, tmp_path: Path) -> None:
    """Who calls; what is live and who was withdrawn; the cards, with what is known of them; and the log."""
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    publish(MANY)
    program = Program()
    program.read("kandidaten")
    with CaptureQueriesContext(connection) as asked:
        program.read("kandidaten")

    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == 4
