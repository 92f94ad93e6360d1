"""Only the one client gets a token, and a token lives an hour."""

import base64
from http import HTTPStatus

import pytest
import time_machine

from sync.mocksonar.oauth import Gate
from sync.mocksonar.problem import Problem

GATE = Gate("klant", "geheim")
FORM = "grant_type=client_credentials"


def basic(name: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()


def bearer(gate: Gate = GATE) -> str:
    return f"Bearer {gate.grant(basic('klant', 'geheim'), FORM)['access_token']}"


def test_the_client_may_name_itself_in_the_header_or_in_the_form() -> None:
    for header, form in (
        (basic("klant", "geheim"), FORM),
        ("", f"{FORM}&client_id=klant&client_secret=geheim"),
    ):
        answer = GATE.grant(header, form)
        assert answer["token_type"] == "Bearer"
        assert answer["expires_in"] == 3600
        GATE.check(f"Bearer {answer['access_token']}")


@pytest.mark.parametrize(
    "header", ["", basic("klant", "fout"), basic("fout", "geheim"), basic("", ""), "Basic é", "Basic =="]
)
def test_anyone_else_is_refused(header: str) -> None:
    with pytest.raises(Problem) as caught:
        GATE.grant(header, FORM)
    assert caught.value.status == HTTPStatus.UNAUTHORIZED


def test_another_grant_is_a_bad_request() -> None:
    with pytest.raises(Problem, match="grant_type") as caught:
        GATE.grant(basic("klant", "geheim"), "grant_type=password")
    assert caught.value.status == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer 9999999999.00", "Basic a2xhbnQ6Z2VoZWlt", "Bearer é.é", "x"]
)
def test_what_is_not_a_token_opens_nothing(header: str) -> None:
    with pytest.raises(Problem):
        GATE.check(header)


def test_a_token_ends_after_an_hour() -> None:
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False) as clock:
        header = bearer()
        clock.shift(3599)
        GATE.check(header)
        clock.shift(1)
        with pytest.raises(Problem):
            GATE.check(header)


def test_a_token_of_another_process_is_refused() -> None:
    with pytest.raises(Problem):
        GATE.check(bearer(Gate("klant", "geheim")))


def test_the_secret_is_not_in_what_gets_printed() -> None:
    assert "geheim" not in repr(GATE)
