"""How long someone stays signed in, and what ends it: the clock of the role, signing out, a new role or password."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from explorer.accounts.sessions import ADVISER, MEMBER, STAFF, Term, end_sessions, own_session, term_of
from explorer.groups import write_groups
from explorer.models import AccountSession, Membership, Organisation
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
Role = Membership.Role
SECOND = dt.timedelta(seconds=1)
OWN_PAGE = "/zoekopdrachten/"


@pytest.fixture
def _groups() -> None:
    write_groups()


def is_in(client: Client) -> bool:
    """Whether a page of one's own answers, instead of asking to sign in."""
    return client.get(OWN_PAGE).status_code == 200


def signed_in(membership: Membership, at: dt.datetime = NOW) -> Client:
    client = Client()
    with time_machine.travel(at, tick=False):
        client.force_login(membership.user)
    return client


def at_intervals(client: Client, step: dt.timedelta, until: dt.timedelta) -> dt.timedelta:
    """After how long someone who comes back at every step is out."""
    gone = dt.timedelta()
    while gone < until:
        gone += step
        with time_machine.travel(NOW + gone, tick=False):
            if not is_in(client):
                break
    return gone


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize(
    ("role", "term"),
    [(Role.EMPLOYER, MEMBER), (Role.INTERMEDIARY, MEMBER), (Role.ADVISER, ADVISER), (Role.VIEWER, STAFF)],
)
def test_who_does_nothing_is_signed_out_after_the_term_of_the_role(role: Role, term: Term) -> None:
    client = signed_in(make_membership(role))
    with time_machine.travel(NOW + term.idle - SECOND, tick=False):
        assert is_in(client)

    with time_machine.travel(NOW + 2 * term.idle - SECOND, tick=False):
        assert not is_in(client)


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize(("role", "term"), [(Role.INTERMEDIARY, MEMBER), (Role.OPERATOR, STAFF)])
def test_however_busy_one_signs_in_anew_after_the_whole_term(role: Role, term: Term) -> None:
    step = term.idle - dt.timedelta(minutes=3)

    out_after = at_intervals(signed_in(make_membership(role)), step, 2 * term.whole)

    assert term.whole <= out_after < term.whole + step


@pytest.mark.usefixtures("_groups")
def test_staff_who_act_for_an_employer_keep_the_short_term() -> None:
    employer = make_membership(Role.EMPLOYER)
    make_membership(Role.AUDITOR, user=employer.user)
    employer.user.refresh_from_db()

    assert term_of(employer.user, employer) == STAFF


def test_a_page_says_why_one_is_signed_out() -> None:
    client = signed_in(make_membership())

    with time_machine.travel(NOW + MEMBER.idle, tick=False):
        assert "U bent uitgelogd" in client.get("/inloggen/").content.decode()


def test_being_here_is_noted_once_a_minute_and_not_more() -> None:
    client = signed_in(make_membership())
    seen = []
    for seconds in (59, 60, 100, 120):
        with time_machine.travel(NOW + seconds * SECOND, tick=False):
            client.get(OWN_PAGE)
        seen.append(client.session["seen_at"] - int(NOW.timestamp()))

    assert seen == [0, 60, 60, 120]


def test_signing_in_gives_the_session_another_key() -> None:
    published({})
    client = Client()
    client.get("/kandidaten/")
    before = client.cookies["sessionid"].value
    client.force_login(make_membership().user)

    assert client.cookies["sessionid"].value != before
    assert not AccountSession.objects.filter(pk=before).exists()


def test_signing_out_ends_the_session_on_the_server_too() -> None:
    client, thief = signed_in(make_membership(), dt.datetime.now(dt.UTC)), Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(thief)

    client.post("/uitloggen/")

    assert not is_in(thief)
    assert not AccountSession.objects.exclude(user=None).exists()


def test_a_changed_membership_ends_the_sessions_of_that_person_only() -> None:
    now = dt.datetime.now(dt.UTC)
    mine, theirs = make_membership(), make_membership()
    me, other = signed_in(mine, now), signed_in(theirs, now)

    mine.role = Role.EMPLOYER
    mine.save()

    assert (is_in(me), is_in(other)) == (False, True)


def test_a_membership_taken_away_ends_them() -> None:
    membership = make_membership()
    make_membership(user=membership.user)
    client = signed_in(membership, dt.datetime.now(dt.UTC))

    membership.delete()

    assert not is_in(client)


@pytest.mark.usefixtures("_groups")
def test_a_stopped_organisation_ends_those_of_its_people() -> None:
    membership = make_membership()
    signed_in(membership)

    membership.organisation.suspended_at = NOW
    membership.organisation.save()

    assert not AccountSession.objects.exists()


@pytest.mark.usefixtures("_groups")
def test_another_name_for_the_organisation_does_not() -> None:
    membership = make_membership()
    signed_in(membership)

    Organisation.objects.get().save()

    assert AccountSession.objects.count() == 1


def test_another_password_ends_them() -> None:
    user = make_membership().user
    client = Client()
    client.force_login(user)
    user.set_password("een ander wachtwoord")
    user.save()

    assert not is_in(client)


def test_the_session_that_asks_for_the_end_stays() -> None:
    membership = make_membership()
    own, _ = signed_in(membership), signed_in(membership)

    with own_session(own.session.session_key):
        assert end_sessions(membership.user_id) == 1
        assert list(AccountSession.objects.values_list("pk", flat=True)) == [own.session.session_key]
