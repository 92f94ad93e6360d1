"""Advisers find a profile by another's reference; nobody else can, and every look-up is logged."""

import pytest
from django.test import Client

from explorer.models import Membership, Organisation
from profiles.models import AuditAction, AuditEvent, Mask, Route
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
PAGE, ADDRESS = "/kandidaten/", "/opzoeken/"


@pytest.fixture
def adviser(client: Client) -> Client:
    published({"hours": "U28"})
    client.force_login(make_membership(Membership.Role.ADVISER).user)
    return client


@pytest.fixture
def employer() -> Membership:
    membership = make_membership(Membership.Role.EMPLOYER)
    Organisation.objects.filter(pk=membership.organisation_id).update(name="Bakkerij De Korenaar")
    return membership


def reference_of(membership: Membership | None) -> str:
    """Under which reference someone sees the one profile there is."""
    client = Client()
    if membership:
        client.force_login(membership.user)
    reference: str = client.get(PAGE).context["page"].cards[0].ref
    return reference


def lookups() -> list[tuple[str, tuple[str, ...]]]:
    return list(AuditEvent.objects.filter(action=AuditAction.LOOKUP).order_by("pk").values_list("about", "people"))


def test_a_number_of_an_organisation_leads_to_the_profile(adviser: Client, employer: Membership) -> None:
    code = reference_of(employer)
    asked = {"organisatie": "bakkerij de korenaar", "nummer": f" {code.lower()} "}
    answer = adviser.post(ADDRESS, asked, follow=True)

    assert "28 tot 36 uur per week" in answer.content.decode()
    assert code not in answer.redirect_chain[0][0]
    assert lookups() == [(f"bakkerij de korenaar:{code}", (Route.objects.get().profile_key,))]


def test_a_visitors_number_is_found_without_an_organisation(adviser: Client) -> None:
    answer = adviser.post(ADDRESS, {"organisatie": "", "nummer": reference_of(None)})

    assert answer.status_code == 302


def test_a_number_of_another_organisation_is_not_found_and_that_is_logged(
    adviser: Client, employer: Membership
) -> None:
    code = reference_of(employer)
    asked = [{"organisatie": "Iemand anders", "nummer": code}, {"organisatie": "", "nummer": code}]
    answers = [adviser.post(ADDRESS, one) for one in asked]

    assert ["Dit nummer is niet gevonden." in answer.content.decode() for answer in answers] == [True, True]
    assert lookups() == [(f"Iemand anders:{code}", ()), (f":{code}", ())]


def test_a_person_who_is_no_longer_shown_is_not_found(adviser: Client, employer: Membership) -> None:
    code = reference_of(employer)
    route = Route.objects.get()
    Mask.objects.create(generation=route.generation, number=route.number)
    answer = adviser.post(ADDRESS, {"organisatie": "Bakkerij De Korenaar", "nummer": code})

    assert "Dit nummer is niet gevonden." in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "06-12345678", "AAA-AAAA"])
def test_what_is_no_number_is_refused_in_words_and_not_kept(adviser: Client, typed: str) -> None:
    answer = adviser.post(ADDRESS, {"organisatie": "", "nummer": typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert {about for about, _people in lookups()} <= {"not a reference"}


@pytest.mark.parametrize("role", [role for role in Membership.Role if role != Membership.Role.ADVISER])
def test_nobody_else_can_look_numbers_up(client: Client, role: str) -> None:
    client.force_login(make_membership(role).user)

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"nummer": "D7K-4MPQ"}).status_code == 403
    assert "/opzoeken/" not in client.get("/privacy/").content.decode()


def test_visitors_sign_in_first(client: Client) -> None:
    assert client.get(ADDRESS)["Location"] == "/inloggen/?next=/opzoeken/"


def test_the_menu_leads_advisers_there(adviser: Client) -> None:
    assert 'href="/opzoeken/"' in adviser.get("/privacy/").content.decode()
