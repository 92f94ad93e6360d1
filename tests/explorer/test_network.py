"""The network of a request: from the peer's address, and from headers only as far as trusted proxies wrote them."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from explorer.network import network, network_of, sender


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.9", "192.0.2.0/24"),
        ("fe80::1%eth0", "fe80::/64"),
        ("[2001:db8::1]", "2001:db8::/64"),
        ("", "unknown"),
        ("example.org", "unknown"),
    ],
)
def test_an_address_belongs_to_a_network(address: str, expected: str) -> None:
    assert network(address) == expected


@pytest.mark.parametrize(
    ("forwarded", "trusted", "expected"),
    [
        ("198.51.100.1", 0, "192.0.2.1"),
        ("198.51.100.1", 1, "198.51.100.1"),
        ("203.0.113.5, 198.51.100.1", 1, "198.51.100.1"),
        ("203.0.113.5, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        ("198.51.100.1", 2, "192.0.2.1"),
        ("", 1, "192.0.2.1"),
        ("198.51.100.1,", 1, "192.0.2.1"),
    ],
)
def test_only_what_a_trusted_proxy_wrote_counts(forwarded: str, trusted: int, expected: str) -> None:
    assert sender("192.0.2.1", forwarded, trusted=trusted) == expected


SPOOFS = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP", "True-Client-IP", "CF-Connecting-IP", "Via")


@pytest.mark.parametrize("header", SPOOFS)
def test_a_header_that_anyone_can_send_changes_nothing(header: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={header: "198.51.100.1"})

    assert network_of(request) == "192.0.2.0/24"


def test_behind_a_proxy_its_own_entry_is_the_sender(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    forwarded = {"X-Forwarded-For": "203.0.113.5, 198.51.100.1"}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.2", headers=forwarded)

    assert network_of(request) == "198.51.100.0/24"
