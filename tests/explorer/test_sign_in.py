"""Signing in takes along what the visitor was shown, and no address in an open page stops working."""

import pytest
from django.test import Client

from explorer.models import Membership, ProfileReference
from profiles.models import AuditEvent
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
PAGE = "/kandidaten/"


@pytest.fixture(autouse=True)
def _three_people() -> None:
    published({}, {}, {})


@pytest.fixture
def membership() -> Membership:
    return make_membership()


def references(client: Client) -> list[str]:
    return [card.ref for card in client.get(PAGE).context["page"].cards]


def test_the_organisation_takes_over_the_references_of_the_visit(client: Client, membership: Membership) -> None:
    before = references(client)
    client.force_login(membership.user)

    assert references(client) == before
    assert client.get(f"{PAGE}{before[0]}/").status_code == 200


def test_it_takes_over_since_when_they_are_known(client: Client, membership: Membership) -> None:
    references(client)
    shown_at = set(ProfileReference.objects.values_list("first_shown_at", flat=True))
    client.force_login(membership.user)
    own = ProfileReference.objects.of(f"o:{membership.organisation_id}")

    assert set(own.values_list("first_shown_at", flat=True)) == shown_at


def test_the_organisations_own_reference_wins_and_the_open_page_leads_to_it(
    client: Client, membership: Membership
) -> None:
    colleague = Client()
    colleague.force_login(make_membership(organisation=membership.organisation).user)
    own = references(colleague)
    before = references(client)
    client.force_login(membership.user)

    assert references(client) == own
    assert client.get(f"{PAGE}{before[0]}/?regio=4")["Location"] == f"{PAGE}{own[0]}/?regio=4"
    assert client.get(f"/api/v1/kandidaten/{before[0]}").json()["referentie"] == own[0]
    assert colleague.get(f"{PAGE}{before[0]}/").status_code == 404


def test_what_was_seen_as_a_visitor_counts_for_the_day(client: Client, membership: Membership) -> None:
    references(client)
    client.force_login(membership.user)

    assert ProfileReference.objects.of(f"o:{membership.organisation_id}").exclude(account="").count() == 3


def test_signing_out_begins_a_new_visit(client: Client, membership: Membership) -> None:
    before = references(client)
    client.force_login(membership.user)
    client.logout()

    assert not set(references(client)) & set(before)
    assert client.get(f"{PAGE}{before[0]}/").status_code == 404


def test_an_account_without_an_organisation_sees_nobody(client: Client, membership: Membership) -> None:
    user = membership.user
    membership.delete()
    client.force_login(user)

    assert client.get(PAGE).status_code == 403
    assert not AuditEvent.objects.exists()


def test_signing_in_without_a_visit_changes_nothing(client: Client, membership: Membership) -> None:
    client.force_login(membership.user)

    assert not ProfileReference.objects.exists()
