"""How many calls a minute: each caller their own, told in headers, and nobody refused when nothing can be counted."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings
from redis.exceptions import ConnectionError as Unreachable

from explorer.api import rates
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
API = "/api/v1/kandidaten"


@pytest.fixture(autouse=True)
def _few(settings: Settings) -> Iterator[None]:
    settings.API_CALLS_NETWORK, settings.API_CALLS_MEMBER = 2, 3
    published({})
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def told(client: Client, address: str = API) -> tuple[int, list[str | None]]:
    answer = client.get(address)
    return answer.status_code, [answer.get(f"RateLimit-{name}") for name in ("Limit", "Remaining", "Reset")]


def test_every_answer_says_what_is_left(client: Client) -> None:
    assert [told(client), told(client), told(client)] == [
        (200, ["2", "1", "60"]),
        (200, ["2", "0", "60"]),
        (429, ["2", "0", "60"]),
    ]


def test_a_refusal_says_when_to_come_back(client: Client) -> None:
    for _ in range(3):
        answer = client.get("/api/v1/regios")

    assert answer["Cache-Control"] == "no-store"
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer["Content-Type"] == "application/problem+json"
    with time_machine.travel(NOW.replace(minute=1)):
        assert told(client)[0] == 200


def test_each_network_and_each_member_has_its_own(client: Client) -> None:
    for _ in range(3):
        client.get(API)
    member = Client()
    member.force_login(make_membership().user)

    assert told(Client(REMOTE_ADDR="10.9.8.7"), "/api/v1/regios") == (200, ["2", "1", "60"])
    assert told(member) == (200, ["3", "2", "60"])


def test_without_a_limit_nothing_is_counted(client: Client, settings: Settings) -> None:
    settings.API_CALLS_NETWORK = 0

    assert [told(client) for _ in range(3)] == [(200, [None] * 3)] * 3


def test_without_a_cache_nobody_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> int:
        raise Unreachable

    monkeypatch.setattr(rates, "_counted", unreachable)

    assert [told(client) for _ in range(3)] == [(200, [None] * 3)] * 3
