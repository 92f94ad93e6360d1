"""One's organisation: who belongs to it, who leads it, and the link by which a colleague joins."""

import datetime as dt
import re
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from explorer.models import ClientFolder, Invitation, Membership, OutgoingMail, SavedSearch
from explorer.organisations import owners
from explorer.organisations.owners import LastOwnerError
from tests.factories import NOW, make_membership

pytestmark = pytest.mark.django_db
PAGE, JOIN, ADDRESS = "/organisatie/", "/uitnodiging/", "nieuw@bureau.example"


@pytest.fixture
def owner(client: Client) -> Membership:
    """Somebody who leads an organisation, and is signed in."""
    membership = make_membership(is_owner=True)
    client.force_login(membership.user)
    return membership


def colleague_of(membership: Membership, **values: object) -> Membership:
    user = make_membership().user
    return Membership.objects.create(
        **{"user": user, "organisation": membership.organisation, "role": membership.role, **values}
    )


def invited(client: Client, email: str = ADDRESS) -> str:
    """What the link in the mail to a colleague holds."""
    client.post(f"{PAGE}uitnodigen/", {"email": email})
    mail = OutgoingMail.objects.get(to=email)
    found = re.search(r"/uitnodiging/\?link=(\S+)", mail.text)
    assert found, mail.text
    return unquote(found[1])


def test_everybody_sees_who_belongs_to_the_organisation_and_only_owners_may_change_it(
    client: Client, owner: Membership
) -> None:
    other = colleague_of(owner)
    assert "Collega’s uitnodigen" in client.get(PAGE).content.decode()

    client.force_login(other.user)
    client.post("/organisatie/wisselen/", {"membership": other.pk})

    page = client.get(PAGE).content.decode()
    assert owner.user.username in page
    assert "Collega’s uitnodigen" not in page
    for address in ("uitnodigen/", f"leden/{owner.pk}/eigenaar/", f"leden/{owner.pk}/verwijderen/"):
        assert client.post(f"{PAGE}{address}", {"email": ADDRESS}).status_code == 403


def test_whoever_is_invited_joins_with_a_name_and_a_password(client: Client, owner: Membership) -> None:
    link, guest = invited(client), Client()

    assert owner.organisation.name in guest.get(JOIN, {"link": link}).content.decode()
    guest.post(JOIN, {"link": link, "name": "Noor", "password": "zeven groene laarzen"})

    joined = Membership.objects.get(user__email=ADDRESS)
    assert (joined.organisation, joined.role, joined.is_owner) == (owner.organisation, owner.role, False)
    assert guest.get(PAGE).status_code == 200
    assert Client().get(JOIN, {"link": link}).status_code != 200, "a link works once"


def test_whoever_has_an_account_joins_with_one_button_and_acts_for_it(client: Client, owner: Membership) -> None:
    link, guest = invited(client), make_membership(Membership.Role.EMPLOYER)
    theirs = Client()
    theirs.force_login(guest.user)

    theirs.post(JOIN, {"link": link})

    assert theirs.get(PAGE).context["own"].organisation == owner.organisation
    assert set(guest.user.memberships.values_list("organisation", flat=True)) == {
        guest.organisation_id,
        owner.organisation_id,
    }


@pytest.mark.parametrize("how", ["withdrawn", "too old", "suspended", "changed"])
def test_a_link_that_no_longer_holds_says_so(client: Client, owner: Membership, how: str) -> None:
    link = invited(client)
    if how == "withdrawn":
        client.post(f"{PAGE}uitnodigingen/{Invitation.objects.get().key}/intrekken/")
    if how == "suspended":
        owner.organisation.suspended_at = NOW
        owner.organisation.save()
    if how == "changed":
        link = f"{link}x"
    later = dt.timedelta(days=8 if how == "too old" else 0)

    with travel(dt.datetime.now(dt.UTC) + later, tick=False):
        answer = Client().get(JOIN, {"link": link})

    assert answer.status_code in (404, 410)
    assert owner.organisation.name not in answer.content.decode()


def test_the_invitation_of_another_organisation_is_not_found(client: Client, owner: Membership) -> None:
    invited(client)
    client.force_login(make_membership(is_owner=True).user)

    for action in ("opnieuw", "intrekken"):
        assert client.post(f"{PAGE}uitnodigingen/{Invitation.objects.get().key}/{action}/").status_code == 404
    assert client.post(f"{PAGE}leden/{owner.pk}/verwijderen/").status_code == 404


def test_the_last_owner_cannot_go_in_any_way(client: Client, owner: Membership) -> None:
    colleague_of(owner)
    owner.user.set_password("zeven groene laarzen")
    owner.user.save()
    client.force_login(owner.user)

    client.post(f"{PAGE}verlaten/")
    client.post(f"{PAGE}leden/{owner.pk}/eigenaar/", {"owner": "nee"})
    client.post(f"{PAGE}leden/{owner.pk}/verwijderen/")
    client.post("/account/verwijderen/", {"password": "zeven groene laarzen"})

    owner.refresh_from_db()
    assert owner.is_owner
    with pytest.raises(LastOwnerError):
        owners.end(membership=owner)


def test_with_a_second_owner_the_first_may_leave_and_what_was_kept_goes(client: Client, owner: Membership) -> None:
    other = colleague_of(owner)
    client.post("/zoekopdrachten/", {"name": "Magazijn", "query": "regio=4"})
    client.post(f"{PAGE}leden/{other.pk}/eigenaar/", {"owner": "ja"})

    client.post(f"{PAGE}verlaten/")

    assert not Membership.objects.filter(pk=owner.pk).exists()
    assert not SavedSearch.objects.filter(owner=owner.user).exists()
    assert User.objects.filter(pk=owner.user_id).exists()
    assert client.get(PAGE).status_code == 403, "at once"


def test_who_is_taken_out_is_out_at_the_next_request(client: Client, owner: Membership) -> None:
    other, theirs = colleague_of(owner), Client()
    theirs.force_login(other.user)
    theirs.post("/organisatie/wisselen/", {"membership": other.pk})
    assert theirs.get(PAGE).context["own"].pk == other.pk

    client.post(f"{PAGE}leden/{other.pk}/verwijderen/")

    assert theirs.get(PAGE).status_code == 302, "signed out"


def test_one_cannot_switch_to_the_membership_of_another(client: Client, owner: Membership) -> None:
    for membership in (make_membership().pk, 0, "x", 10**30):
        assert client.post("/organisatie/wisselen/", {"membership": membership}).status_code == 404


def test_an_intermediary_keeps_clients_that_colleagues_see_too(client: Client, owner: Membership) -> None:
    client.post("/opdrachtgevers/", {"name": "Bakkerij"})
    [folder] = ClientFolder.objects.all()
    client.post(f"/opdrachtgevers/{folder.key}/", {"name": "Bakkerij Noord"})

    assert "Bakkerij Noord" in client.get("/opdrachtgevers/").content.decode()
    assert client.post("/opdrachtgevers/", {"name": "Bakkerij Noord"}).status_code == 400
    client.force_login(make_membership().user)
    assert client.get(f"/opdrachtgevers/{folder.key}/").status_code == 404
    client.force_login(make_membership(Membership.Role.EMPLOYER).user)
    assert client.get("/opdrachtgevers/").status_code == 403
