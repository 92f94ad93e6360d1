"""What people see of a budget: a quiet note when it runs out, a friendly page with a way on when it is spent."""

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.models import Membership
from profiles.models import AuditEvent
from tests.factories import make_membership, published

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
PAGE, API = "/kandidaten/", "/api/v1/kandidaten"
NEXT = f"{PAGE}?pagina=2"


@pytest.fixture(autouse=True)
def _forty_five_people() -> None:
    published(*({} for _ in range(45)))


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(make_membership(Membership.Role.EMPLOYER).user)
    return client


def said(answer: "Answer") -> str:
    """The text of the page's main part, without its marks and with single blanks."""
    body = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def cards(answer: "Answer") -> list[str]:
    return [card.ref for card in answer.context["page"].cards]


def test_nothing_is_said_while_there_is_enough(client: Client) -> None:
    assert "vandaag nog" not in said(client.get(PAGE))


def test_from_eighty_percent_on_the_page_says_what_is_left(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 25

    assert "Zonder account kunt u vandaag nog 5 nieuwe profielen bekijken." in said(client.get(PAGE))


def test_a_member_hears_the_same_of_the_own_budget(member: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_PERSON = 21

    assert "U kunt vandaag nog 1 nieuw profiel bekijken." in said(member.get(PAGE))


def test_past_it_a_visitor_is_asked_to_sign_in(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 20
    client.get(PAGE)
    answer = client.get(NEXT)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 25 * 3600
    assert "Log in en zoek verder" in said(answer)
    assert 'href="/inloggen/?next=/kandidaten/%3Fpagina%3D2"' in answer.content.decode()
    assert cards(answer) == []


def test_past_it_a_member_hears_whom_to_ask(member: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_PERSON = 20
    member.get(PAGE)
    answer = member.get(NEXT)

    assert answer.status_code == 429
    assert "U kunt op één dag 20 nieuwe profielen bekijken." in said(answer)
    assert f"Vraag dat aan het {settings.SERVICE_POINT_NAME}." in said(answer)
    assert "Inloggen" not in said(answer)


def test_counts_and_filters_go_on_working_past_it(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 20
    client.get(PAGE)
    page = client.get(NEXT).context["page"]

    assert (page.total, page.certain, len(page.facets)) == (45, 45, 16)
    assert client.get("/").status_code == 200


def test_what_was_seen_stays_open_past_it(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 20
    first = client.get(PAGE)
    client.get(NEXT)
    again = client.get(PAGE)

    assert again.status_code == 200
    assert cards(again) == cards(first)
    assert client.get(f"{PAGE}{cards(first)[0]}/").status_code == 200


def test_a_page_that_fits_in_part_shows_that_part_and_says_so(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 25
    client.get(PAGE)
    answer = client.get(NEXT)

    assert answer.status_code == 429
    assert len(cards(answer)) == 5
    assert "Op deze pagina ontbreken daarom 15 kandidaten." in said(answer)
    assert "21 tot en met 40 van 45 kandidaten" in said(answer)


def test_only_who_was_shown_is_in_the_audit_log(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 25
    client.get(PAGE)
    client.get(NEXT)

    events = AuditEvent.objects.order_by("pk").values_list("action", "people")
    assert [(action, len(people)) for action, people in events] == [("results", 20), ("alarm", 0), ("results", 5)]


def test_the_api_answers_with_a_problem_and_takes_nothing(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 25
    client.get(PAGE)
    answer = client.get(f"{API}?pagina=2")

    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert 0 < int(answer["Retry-After"]) <= 25 * 3600
    assert "25 nieuwe profielen" in answer.json()["detail"]
    assert len(cards(client.get(NEXT))) == 5


def test_what_was_seen_stays_open_at_the_api_too(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_VISITOR = 20
    first = cards(client.get(PAGE))

    assert client.get(API).status_code == 200
    assert client.get(f"{API}/{first[0]}").status_code == 200


@pytest.mark.parametrize("role", [Membership.Role.ADVISER, Membership.Role.OPERATOR, Membership.Role.AUDITOR])
def test_advisers_and_staff_are_never_stopped(client: Client, settings: Settings, role: str) -> None:
    settings.PROFILE_BUDGET_PERSON = 5
    client.force_login(make_membership(role).user)

    assert [client.get(address).status_code for address in (PAGE, NEXT, API)] == [200, 200, 200]
    assert AuditEvent.objects.filter(action="alarm").count() == 1


def test_an_organisations_budget_grows_with_its_active_people(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_PERSON = 15
    first = make_membership()
    second = make_membership(organisation=first.organisation)
    stopped = make_membership(organisation=first.organisation)
    stopped.user.is_active = False
    stopped.user.save()
    seen = []
    for membership in (first, second):
        client.force_login(membership.user)
        seen += [*cards(client.get(PAGE)), *cards(client.get(NEXT)), *cards(client.get(f"{PAGE}?pagina=3"))]

    assert len(set(seen)) == 30


def test_a_card_says_quietly_since_when_it_is_known(client: Client) -> None:
    first = client.get(PAGE)
    again = client.get(PAGE)

    assert "eerder bekeken" not in said(first)
    assert said(again).count("eerder bekeken: ") == 20
    assert "voor het eerst bekeken: " in said(client.get(f"{PAGE}{cards(first)[0]}/"))


def test_a_caller_without_a_cookie_belongs_to_its_network() -> None:
    here = [Client(REMOTE_ADDR="192.0.2.1").get(API) for _ in range(2)]
    neighbour, elsewhere = (Client(REMOTE_ADDR=address).get(API) for address in ("192.0.2.200", "198.51.100.1"))
    found = [[card["referentie"] for card in answer.json()["kandidaten"]] for answer in (*here, neighbour, elsewhere)]

    assert found[0] == found[1] == found[2]
    assert not set(found[0]) & set(found[3])
    assert not here[0].cookies
