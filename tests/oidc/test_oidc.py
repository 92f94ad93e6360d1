"""Signing in with another party, for real: a provider in a process of its own, over HTTP, with PKCE."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from pytest_django.fixtures import Settings

from explorer.accounts import oidc
from explorer.models import ExternalIdentity, Membership, Organisation
from tests.explorer.accounts.accounts import code_of, is_in, person, with_app
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trusting")]
THERE = "/inloggen/elders/"
Walk = Callable[..., str]


def walked(client: Client, way_back: Walk, name: str = "jan", start: str = THERE) -> str:
    """There and back; where this site leads then."""
    return client.get(way_back(client, name, start))["Location"]


def test_whoever_the_provider_knows_is_in_with_an_account_of_their_own(client: Client, way_back: Walk) -> None:
    assert walked(client, way_back) == "/kandidaten/"

    assert is_in(client)
    user = User.objects.get()
    assert (user.get_full_name(), user.email, user.has_usable_password()) == (
        "Jan Jansen",
        "jan@bedrijf.example",
        False,
    )
    assert Membership.objects.get().organisation.kvk_number == "12345678"


def test_the_question_carries_state_nonce_and_a_code_challenge(client: Client) -> None:
    asked = parse_qs(urlsplit(client.get(THERE)["Location"]).query)

    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)


def test_one_goes_on_where_one_was_and_never_to_another_site(way_back: Walk) -> None:
    assert walked(Client(), way_back, start=f"{THERE}?next=/zoekopdrachten/") == "/zoekopdrachten/"
    assert walked(Client(), way_back, start=f"{THERE}?next=https://example.org/") == "/kandidaten/"


def test_the_second_time_it_is_the_same_account(way_back: Walk) -> None:
    for _ in range(2):
        walked(Client(), way_back)

    assert User.objects.count() == ExternalIdentity.objects.count() == 1


def test_a_mail_address_never_leads_to_an_account(client: Client, way_back: Walk) -> None:
    local = person(name="jan@bedrijf.example")
    walked(client, way_back)

    assert ExternalIdentity.objects.get().user != local
    assert client.get("/account/").context["user"] != local


def test_another_issuer_with_the_same_subject_is_another_person(
    client: Client, way_back: Walk, settings: Settings
) -> None:
    walked(client, way_back)
    identity = ExternalIdentity.objects.get()
    ExternalIdentity.objects.update(issuer="https://elders.example")
    walked(Client(), way_back)

    assert ExternalIdentity.objects.filter(subject=identity.subject).count() == 2
    assert User.objects.count() == 2


def test_colleagues_come_into_the_organisation_of_their_kvk_number(way_back: Walk) -> None:
    for name in ("jan", "piet"):
        walked(Client(), way_back, name)

    organisation = Organisation.objects.get()
    assert organisation.memberships.count() == 2
    assert organisation.is_checked


def test_an_organisation_that_nobody_checked_is_not_taken_for_theirs(client: Client, way_back: Walk) -> None:
    Organisation.objects.create(name="Zomaar iemand", kind="employer", kvk_number="12345678")
    walked(client, way_back)

    assert Membership.objects.get().organisation.name == "KvK 12345678"


def test_one_that_was_checked_is(client: Client, way_back: Walk) -> None:
    own = Organisation.objects.create(name="Bakkerij", kind="employer", kvk_number="12345678", checked_at=NOW)
    walked(client, way_back)

    assert Membership.objects.get().organisation == own


def test_without_a_kvk_number_nobody_gets_an_account(client: Client, way_back: Walk) -> None:
    assert walked(client, way_back, "klaas") == "/inloggen/"

    assert "zonder KvK-nummer" in client.get("/inloggen/").content.decode()
    assert not User.objects.exists()


def test_the_second_step_is_asked_here_too(client: Client, way_back: Walk) -> None:
    walked(Client(), way_back)
    user = User.objects.get()
    with_app(user)

    assert walked(client, way_back) == "/inloggen/tweede-stap/"
    assert not is_in(client)
    client.post("/inloggen/tweede-stap/", {"code": code_of(user)})

    assert is_in(client)


def test_a_stopped_account_stays_out(client: Client, way_back: Walk) -> None:
    walked(Client(), way_back)
    User.objects.update(is_active=False)

    assert walked(client, way_back) == "/inloggen/"
    assert not is_in(client)


def test_somebody_elses_way_back_signs_nobody_in(client: Client, way_back: Walk) -> None:
    """Login CSRF: the state of another browser is not known here."""
    theirs = way_back(Client(), "jan")

    assert client.get(theirs)["Location"] == "/inloggen/"
    client.get(THERE)
    assert client.get(theirs)["Location"] == "/inloggen/"
    assert not is_in(client)


def test_the_way_back_works_once(client: Client, way_back: Walk) -> None:
    back = way_back(client, "jan")
    client.get(back)
    client.logout()

    assert client.get(back)["Location"] == "/inloggen/"
    assert not is_in(client)


@pytest.mark.parametrize("name", ["nonce", "code_verifier"])
def test_a_code_that_was_asked_for_by_another_question_does_not_count(
    client: Client, way_back: Walk, name: str
) -> None:
    back = way_back(client, "jan")
    session = client.session
    for question in session["oidc_states"].values():
        question[name] = "x" * 64
    session.save()

    assert client.get(back)["Location"] == "/inloggen/"
    assert not is_in(client)


@pytest.mark.parametrize("name", ["OIDC_ISSUER", "OIDC_OP_JWKS_ENDPOINT"])
def test_a_token_of_another_issuer_or_key_does_not_count(
    client: Client, way_back: Walk, settings: Settings, name: str
) -> None:
    back = way_back(client, "jan")
    setattr(settings, name, getattr(settings, name) + "/elders")

    assert client.get(back)["Location"] == "/inloggen/"
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "other",
    [{"aud": "another site"}, {"aud": ["kandidatenverkenner", "x"]}, {"iss": "x"}, {"exp": None}, {"sub": ""}],
)
def test_a_token_for_somebody_else_does_not_count(
    client: Client, way_back: Walk, other: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = OIDCAuthenticationBackend.verify_token

    def changed(self: object, token: str, **kwargs: object) -> dict[str, object]:
        claims = {**verify(self, token, **kwargs), **other}
        return {name: value for name, value in claims.items() if value is not None}

    monkeypatch.setattr(OIDCAuthenticationBackend, "verify_token", changed)

    assert walked(client, way_back) == "/inloggen/"
    assert not User.objects.exists()


def test_an_unvouched_address_is_not_kept() -> None:
    claims = oidc.claims_of({"sub": 1, "email": "jan@bedrijf.example", "email_verified": False})

    assert claims.email == ""


def test_when_it_is_off_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.OIDC_RP_CLIENT_ID = ""

    assert [client.get(page).status_code for page in (THERE, f"{THERE}terug/")] == [404, 404]
    assert THERE not in client.get("/inloggen/").content.decode()


def test_when_it_is_on_the_sign_in_page_offers_it(client: Client) -> None:
    assert "Log in met eHerkenning" in client.get("/inloggen/").content.decode()
