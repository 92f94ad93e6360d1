"""Stopping an organisation in the admin: who did so is noted, and its people are out at the next request."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from explorer.accounts import tokens
from explorer.models import Membership, Organisation
from tests.explorer.accounts.accounts import is_in, person, sign_in
from tests.factories import published

pytestmark = pytest.mark.django_db
API = "/api/v1/kandidaten"


@pytest.fixture
def member() -> Membership:
    published({})
    return person().memberships.get()


@pytest.fixture
def boss() -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(User.objects.create_superuser("eigenaar"))
    return client


def changed(boss: Client, organisation: Organisation, **access: str) -> str:
    """Sends the page of an organisation with this about its access; the page as it is then."""
    page = f"/admin/explorer/organisation/{organisation.pk}/change/"
    rows = {f"memberships-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    kept = {"name": organisation.name, "kind": organisation.kind, "kvk_number": organisation.kvk_number}
    assert boss.post(page, {**rows, **kept, **access}).status_code == 302
    return boss.get(page).content.decode()


def with_token(member: Membership) -> Client:
    made = tokens.make(membership=member, name="x", scopes=["kandidaten"], days=30, at=timezone.now())
    return Client(headers={"authorization": f"Bearer {made}"})


def test_the_page_says_who_suspended_limited_and_restored_and_when(boss: Client, member: Membership) -> None:
    changed(boss, member.organisation, is_suspended="on")
    changed(boss, member.organisation, is_suspended="on", expires_on="2030-05-01")
    page = changed(boss, member.organisation)

    said = [
        page.index(words)
        for words in ("einddatum weggehaald", "blokkade opgeheven", "toegang tot 1 mei 2030", ": geblokkeerd")
    ]
    assert said == sorted(said)
    assert page.count(f"{timezone.localtime():%Y} ") >= 4
    assert page.count("· eigenaar:") == 4


def test_a_page_that_is_saved_as_it_was_notes_nothing(boss: Client, member: Membership) -> None:
    assert "de toegang is nog nooit veranderd" in changed(boss, member.organisation, name="Andere naam")


def test_who_was_suspended_already_stays_so_since_then(boss: Client, member: Membership) -> None:
    since = timezone.now() - dt.timedelta(days=3)
    Organisation.objects.filter(pk=member.organisation_id).update(suspended_at=since)

    changed(boss, member.organisation, is_suspended="on")

    assert Organisation.objects.get(pk=member.organisation_id).suspended_at == since


@pytest.mark.parametrize(
    "access", [{"is_suspended": "on"}, {"expires_on": "2026-01-01"}], ids=["suspended", "expired"]
)
def test_session_and_token_end_with_the_next_request(
    boss: Client, member: Membership, access: dict[str, str]
) -> None:
    client, program = Client(headers={"accept-language": "nl"}), with_token(member)
    sign_in(client)
    before = (is_in(client), client.get("/zoekopdrachten/").status_code, program.get(API).status_code)

    changed(boss, member.organisation, **access)

    assert before == (True, 200, 200)
    assert (is_in(client), client.get("/zoekopdrachten/").status_code, program.get(API).status_code) == (
        False,
        302,
        401,
    )


def test_who_signs_in_again_reads_what_happened_and_what_to_do(
    boss: Client, member: Membership, settings: Settings
) -> None:
    settings.SERVICE_PHONE, settings.SERVICE_EMAIL = "088 123 45 67", "punt@example.org"
    client = Client(headers={"accept-language": "nl"})
    changed(boss, member.organisation, is_suspended="on")
    sign_in(client)

    page = client.get("/kandidaten/")
    said = page.content.decode().partition("<main")[2].partition("</main>")[0]

    assert page.status_code == 403
    assert f"{member.organisation} is geblokkeerd." in said
    assert "Bel of mail het Werkgeversservicepunt" in said
    assert 'href="tel:0881234567"' in said
    assert 'href="mailto:punt@example.org"' in said


def test_after_it_is_lifted_they_go_on(boss: Client, member: Membership) -> None:
    client = Client()
    changed(boss, member.organisation, is_suspended="on")
    changed(boss, member.organisation)
    sign_in(client)

    assert client.get("/zoekopdrachten/").status_code == 200
