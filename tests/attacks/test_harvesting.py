"""Attack: collect as many profiles as possible. The number that anyone gets is the budget, to the profile."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from explorer.models import ProfileReference
from profiles.models import Alarm
from tests.attacks.crowd import PAGE, PAGES, PEOPLE, harvest, people_seen
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
PERSON, ORGANISATION, VISITOR, NETWORK = 15, 40, 12, 30
SPOOFED = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "Client-Ip", "True-Client-Ip", "X-Client-Ip", "Via")


@pytest.fixture(autouse=True)
def _small_budgets(settings: Settings) -> None:
    settings.PROFILE_BUDGET_PERSON, settings.PROFILE_BUDGET_ORGANISATION = PERSON, ORGANISATION
    settings.PROFILE_BUDGET_VISITOR, settings.PROFILE_BUDGET_NETWORK = VISITOR, NETWORK
    published(*({"hours": "U28", "licence": "B"} for _ in range(PEOPLE)))


def members(number: int) -> list[Client]:
    """Browsers of so many people of one organisation."""
    first = make_membership()
    rest = [make_membership(organisation=first.organisation) for _ in range(number - 1)]
    clients = [Client() for _ in range(number)]
    for client, membership in zip(clients, [first, *rest], strict=True):
        client.force_login(membership.user)
    return clients


def test_one_account_gets_one_budget() -> None:
    [client] = members(1)
    harvest(client)

    assert len(people_seen()) == PERSON


def test_three_accounts_of_one_organisation_get_the_organisations_budget() -> None:
    for number, client in enumerate(members(3)):
        harvest(client, first=number)

    assert len(people_seen()) == ORGANISATION  # less than three times a person's


def test_signing_in_again_and_again_gives_nothing_new() -> None:
    membership = make_membership()
    for _ in range(2):
        client = Client()
        harvest(client)
        client.force_login(membership.user)
        harvest(client)

    own = ProfileReference.objects.of(f"o:{membership.organisation_id}").count()
    assert own <= PERSON + NETWORK  # what visits saw is taken over, and stays within the network's budget
    assert len(people_seen()) <= PERSON + NETWORK


def test_one_session_gets_one_budget() -> None:
    harvest(Client())

    assert len(people_seen()) == VISITOR


def test_fresh_sessions_are_stopped_by_the_network() -> None:
    for number in range(3):
        harvest(Client(REMOTE_ADDR="192.0.2.1"), first=number)
    harvest(Client(REMOTE_ADDR="192.0.2.254"), first=3)

    assert len(people_seen()) == NETWORK


def test_calls_without_cookies_are_one_network() -> None:
    for number in range(1, PAGES):
        Client(REMOTE_ADDR="192.0.2.1").get(f"/api/v1/kandidaten?pagina={number}")

    assert len(people_seen()) == 20  # the API gives whole pages only: the second would go past the budget of thirty


def test_invented_addresses_in_headers_do_not_help() -> None:
    for number in range(3):
        harvest(Client(REMOTE_ADDR="192.0.2.1"), first=number, **dict.fromkeys(SPOOFED, f"203.0.{number}.1"))

    assert len(people_seen()) == NETWORK


def test_invented_session_cookies_do_not_help(settings: Settings) -> None:
    for number in range(3):
        client = Client(REMOTE_ADDR="192.0.2.1")
        client.cookies[settings.SESSION_COOKIE_NAME] = f"{number:032}"
        harvest(client, first=number)

    assert len(people_seen()) == NETWORK


def test_another_organisation_and_another_network_are_neither_stopped_nor_slowed() -> None:
    [other] = members(1)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert other.get(PAGE).status_code in (200, 429)
        return len(asked)

    other.get(PAGE)
    before = questions()
    for client in members(2):
        harvest(client)

    assert questions() == before
    assert Client(REMOTE_ADDR="198.51.100.1").get(f"{PAGE}?pagina=1").context["page"].cards != ()


def test_each_harvester_raises_one_alarm() -> None:
    clients = members(2)
    for client in clients:
        harvest(client)

    assert Alarm.objects.filter(kind=Alarm.Kind.BUDGET).count() == len(clients)


def test_what_is_kept_of_visitors_names_no_address() -> None:
    harvest(Client(REMOTE_ADDR="192.0.2.77"))
    kept = [" ".join(map(str, row)) for row in ProfileReference.objects.values_list()]
    kept += [" ".join(map(str, row)) for row in Alarm.objects.values_list()]

    assert [row for row in kept if "192.0.2" in row] == []
