"""Signing in with a password, and what happens after too many wrong ones: the same for everyone, known or not."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.accounts import lockout
from tests.explorer.accounts.accounts import PASSWORD, SIGN_IN, is_in, person, sign_in

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "jan@bedrijf.example", "niemand@bedrijf.example"
TOKEN = re.compile(r'name="csrfmiddlewaretoken"\s+value="\w+"')


@pytest.fixture(autouse=True)
def someone() -> User:
    return person()


def answer(name: str, password: str = "verkeerd", **more: str) -> tuple[int, str]:
    """Status and page, but for what is typed and what differs at every look."""
    found = Client(**more).post(SIGN_IN, {"username": name, "password": password})  # type: ignore[arg-type]
    return found.status_code, TOKEN.sub("", found.content.decode()).replace(name, "")


def test_a_name_and_password_that_fit_lead_to_the_page_one_wanted(client: Client) -> None:
    found = client.post(SIGN_IN, {"username": KNOWN, "password": PASSWORD, "next": "/zoekopdrachten/"})

    assert found["Location"] == "/zoekopdrachten/"
    assert is_in(client)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:x"])
def test_signing_in_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    found = client.post(SIGN_IN, {"username": KNOWN, "password": PASSWORD, "next": elsewhere})

    assert found["Location"] == "/kandidaten/"


def test_a_form_of_another_site_signs_nobody_in() -> None:
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client) == 403
    assert not is_in(client)


def test_a_stopped_account_hears_the_same_as_a_wrong_password(someone: User) -> None:
    someone.is_active = False
    someone.save()

    assert answer(KNOWN, PASSWORD) == answer(UNKNOWN, PASSWORD)


def test_known_and_unknown_hear_the_same_before_at_and_during_the_lockout(settings: Settings) -> None:
    told = {name: [answer(name) for _ in range(settings.AXES_FAILURE_LIMIT + 2)] for name in (KNOWN, UNKNOWN)}

    assert told[KNOWN] == told[UNKNOWN]
    assert [status for status, _ in told[KNOWN]] == [200] * 4 + [429] * 3
    assert "15 minuten" in told[KNOWN][-1][1]


def test_known_and_unknown_cost_the_same_hashing(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    hashed: list[str] = []
    hasher = hashers.get_hasher("default")
    monkeypatch.setattr(type(hasher), "encode", counting(hashed, type(hasher).encode))
    work: dict[str, list[int]] = {}
    for name in (KNOWN, UNKNOWN):
        work[name] = []
        for _ in range(settings.AXES_FAILURE_LIMIT + 2):
            hashed.clear()
            answer(name)
            work[name].append(len(hashed))

    assert work[KNOWN] == work[UNKNOWN] == [1] * 5 + [0] * 2


def test_the_right_password_does_not_help_during_the_lockout(settings: Settings) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer(KNOWN)

    assert answer(KNOWN, PASSWORD) == answer(KNOWN, "verkeerd")


def test_the_lockout_of_one_network_is_none_for_another(settings: Settings) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer(KNOWN, REMOTE_ADDR="203.0.113.7")

    assert answer(KNOWN, PASSWORD, REMOTE_ADDR="203.0.113.99")[0] == 429
    assert answer(KNOWN, PASSWORD, REMOTE_ADDR="198.51.100.7")[0] == 302


def test_guessing_at_one_name_from_everywhere_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lockout, "MOST_OF_ACCOUNT", 8)
    for number in range(8):
        answer(KNOWN, REMOTE_ADDR=f"203.0.{number}.1")

    assert answer(KNOWN, PASSWORD, REMOTE_ADDR="198.51.100.7")[0] == 429
    assert answer(UNKNOWN, REMOTE_ADDR="198.51.100.7")[0] == 200


def test_guessing_at_many_names_from_one_network_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lockout, "MOST_OF_NETWORK", 8)
    for number in range(8):
        answer(f"persoon{number}@bedrijf.example", REMOTE_ADDR="203.0.113.7")

    assert answer(KNOWN, PASSWORD, REMOTE_ADDR="203.0.113.9")[0] == 429


def test_signing_in_forgets_the_wrong_passwords_before(settings: Settings) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        answer(KNOWN)
    assert answer(KNOWN, PASSWORD)[0] == 302

    assert answer(KNOWN)[0] == 200
    assert AccessAttempt.objects.get().failures_since_start == 1


def test_of_who_tried_only_keyed_hashes_and_the_network_are_kept() -> None:
    answer(KNOWN, "geheim", REMOTE_ADDR="203.0.113.7")
    row = AccessAttempt.objects.values().get()

    assert row["ip_address"] == "203.0.113.0"
    assert not {word for word in ("jan", "bedrijf", "geheim", "113.7") if word in str(row)}


def test_the_admin_has_no_door_of_its_own(client: Client) -> None:
    assert client.get("/admin/login/?next=/admin/sync/")["Location"] == "/inloggen/?next=%2Fadmin%2Fsync%2F"
    assert client.post("/admin/login/", {"username": KNOWN, "password": PASSWORD}).status_code == 405


def test_who_is_in_and_may_not_enter_the_admin_is_told_so(client: Client) -> None:
    sign_in(client)

    assert client.get("/admin/", follow=True).status_code == 403


def counting(hashed: list[str], encode: object) -> object:
    """The hasher's own work, noted."""

    def noted(self: object, password: str, *rest: object, **named: object) -> object:
        hashed.append(password)
        return encode(self, password, *rest, **named)  # type: ignore[operator]

    return noted
