"""Tokens: shown once, good for their scopes until they end, and refused at once when anything was stopped."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from explorer.accounts import tokens
from explorer.accounts.leftovers import forget
from explorer.models import ApiToken, Membership, Organisation, ProfileReference
from explorer.models.api_token import Scope
from profiles.models import AuditEvent
from tests.explorer.accounts.accounts import PASSWORD, person, sign_in
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
PAGE, API = "/account/sleutels/", "/api/v1/kandidaten"
ASKED = {"name": "Vacaturesysteem", "scopes": ["kandidaten"], "days": "90", "password": PASSWORD}
Role = Membership.Role


def made(membership: Membership, *scopes: str, days: int = 90) -> str:
    wanted = scopes or (Scope.CANDIDATES,)
    return tokens.make(membership=membership, name="x", scopes=wanted, days=days, at=timezone.now())


def with_token(token: str) -> Client:
    """A program: no cookie, only the token."""
    return Client(headers={"authorization": f"Bearer {token}"})


def test_a_token_is_shown_once_and_only_its_digest_is_kept(client: Client) -> None:
    person()
    sign_in(client)
    (token,) = set(re.findall(r"kv_[\w-]{43}", client.post(PAGE, ASKED).content.decode()))

    assert token not in client.get(PAGE).content.decode()
    assert ApiToken.objects.get().digest == tokens.digest_of(token)
    assert with_token(token).get(API).status_code == 503  # known, and nothing is published


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "iets anders"},
        {"scopes": ["alles"]},
        {"scopes": []},
        {"days": "4000"},
        {"name": "bel 0612345678"},
    ],
)
def test_what_is_not_filled_in_well_makes_no_token(client: Client, wrong: dict[str, object]) -> None:
    person()
    sign_in(client)

    assert client.post(PAGE, {**ASKED, **wrong}).status_code == 400
    assert not ApiToken.objects.exists()


def test_nobody_has_more_than_ten(client: Client) -> None:
    member = make_membership()
    for _ in range(tokens.MOST):
        made(member)

    with pytest.raises(tokens.CannotMakeError):
        made(member)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.VIEWER, Role.AUDITOR])
def test_who_looks_without_a_budget_has_no_tokens(client: Client, role: str) -> None:
    member = make_membership(role)
    client.force_login(member.user)

    assert client.get(PAGE).status_code == 403
    assert with_token(made(member)).get(API).status_code == 401


def test_a_program_sees_what_its_organisation_sees_and_is_logged_under_its_name() -> None:
    published({}, {})
    member = make_membership()
    browser = Client()
    browser.force_login(member.user)
    on_page = [card.ref for card in browser.get("/kandidaten/").context["page"].cards]
    found = with_token(made(member)).get(API).json()
    last = AuditEvent.objects.latest("pk")

    assert [card["referentie"] for card in found["kandidaten"]] == on_page
    assert set(ProfileReference.objects.values_list("viewer", flat=True)) == {f"o:{member.organisation_id}"}
    assert (last.actor, last.organisation, last.origin) == (member.user.username, member.organisation.name, "api")


def test_the_membership_of_the_token_counts_and_no_other() -> None:
    published({})
    first = make_membership()
    second = make_membership(user=first.user)
    with_token(made(second)).get(API)

    assert AuditEvent.objects.get().organisation == second.organisation.name


def suspend(member: Membership) -> None:
    Organisation.objects.filter(pk=member.organisation_id).update(suspended_at=timezone.now())


def expire(member: Membership) -> None:
    Organisation.objects.filter(pk=member.organisation_id).update(expires_on=timezone.localdate())


def block(member: Membership) -> None:
    member.user.is_active = False
    member.user.save()


def withdraw(member: Membership) -> None:
    tokens.withdraw(token=ApiToken.objects.get(membership=member))


STOPS = [suspend, expire, block, withdraw, lambda member: member.delete(), lambda member: member.user.delete()]


@pytest.mark.parametrize("stop", STOPS)
def test_whatever_was_stopped_opens_nothing_from_then_on(stop: Callable[[Membership], None]) -> None:
    published({})
    member = make_membership()
    program = with_token(made(member))
    before = program.get(API).status_code
    stop(member)
    answer = program.get(API)

    assert (before, answer.status_code) == (200, 401)
    assert answer["WWW-Authenticate"] == 'Bearer realm="api"'
    assert answer.json()["detail"]


@pytest.mark.parametrize("header", ["Bearer", "Bearer kv_onzin", "bearer é", "Bearer a b c"])
def test_a_token_that_is_none_is_refused(header: str) -> None:
    published({})

    assert Client(headers={"authorization": header}).get(API).status_code == 401


def test_it_ends_at_its_term_and_is_forgotten_a_month_later() -> None:
    published({})
    program = with_token(made(make_membership(), days=30))
    with time_machine.travel(timezone.now() + dt.timedelta(days=30, seconds=1)):
        assert program.get(API).status_code == 401

    forget(at=timezone.now() + dt.timedelta(days=61))
    assert not ApiToken.objects.exists()


def test_it_opens_only_what_it_is_for() -> None:
    published({})
    answer = with_token(made(make_membership(), Scope.CONTACT)).get(API)

    assert (answer.status_code, answer.json()["detail"]) == (403, "Deze sleutel is niet voor “kandidaten”.")


def test_it_is_noted_when_it_was_last_used_but_not_at_every_call() -> None:
    published({})
    program = with_token(made(make_membership()))
    program.get(API)
    first = ApiToken.objects.get().last_used_at
    program.get(API)

    assert first is not None
    assert ApiToken.objects.get().last_used_at == first


def test_nobody_can_withdraw_the_token_of_somebody_else(client: Client) -> None:
    made(make_membership())
    client.force_login(make_membership().user)
    foreign = ApiToken.objects.get()

    assert client.post(f"{PAGE}{foreign.key}/intrekken/").status_code == 404
    assert ApiToken.objects.exists()


def test_one_can_withdraw_ones_own(client: Client) -> None:
    member = make_membership()
    program = with_token(made(member))
    client.force_login(member.user)
    client.post(f"{PAGE}{ApiToken.objects.get().key}/intrekken/")

    assert program.get(API).status_code == 401
