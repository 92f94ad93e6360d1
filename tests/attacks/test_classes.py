"""What somebody learns who reads every card, as any employer may in time."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.models import Membership
from tests.attacks.town import released, say, settle
from tests.factories import make_membership

pytestmark = pytest.mark.django_db

SIX = ("plaats", "opleidingsniveau", "urenPerWeek", "rijbewijs", "reisafstand", "beschikbaarheid")
LISTS = ("sector", "taaksoort", "beroep", "vaardigheid", "competentie", "affiniteit")


@pytest.fixture
def crawled(client: Client, settings: Settings) -> list[dict[str, Any]]:
    """Every card, fetched page by page with an employer's account and a budget that allows it."""
    settings.PROFILE_BUDGET_PERSON = settings.PROFILE_BUDGET_ORGANISATION = 10_000
    client.force_login(make_membership(Membership.Role.EMPLOYER).user)
    settle(300)
    released()
    first = client.get("/api/v1/kandidaten").json()
    pages = [client.get(f"/api/v1/kandidaten?pagina={page}").json() for page in range(2, first["paginas"] + 1)]
    return [card for page in (first, *pages) for card in page["kandidaten"]]


def test_nobody_is_alone_among_fewer_than_k_by_the_six_facts(crawled: list[dict[str, Any]]) -> None:
    classes = Counter(tuple(card[name] for name in SIX) for card in crawled)
    say(f"crawl: {len(crawled)} cards, {len(classes)} classes, smallest {min(classes.values())}")

    assert len({card["referentie"] for card in crawled}) == len(crawled) == 300
    assert min(classes.values()) >= 5


def test_no_term_is_shown_by_fewer_than_k_of_a_place(crawled: list[dict[str, Any]]) -> None:
    for name in LISTS:
        has = Counter((card["plaats"], code) for card in crawled for code in card[name]["codes"])
        assert all(size >= 5 or _stands_above(name, code, crawled, place) for (place, code), size in has.items())


def test_the_share_that_terms_make_unique_is_known(crawled: list[dict[str, Any]]) -> None:
    """No promise, but a number: docs/privacy.md says what it is on a full set."""
    whole = Counter(
        tuple(str(card[name]) for name in (*SIX, "niveauNederlands", "bijgewerkt", *LISTS)) for card in crawled
    )
    alone = sum(size == 1 for size in whole.values()) / len(crawled)
    say(f"unique once all lists are counted in: {alone:.0%}")

    assert 0 < alone < 1


def _stands_above(name: str, code: str, cards: list[dict[str, Any]], place: str) -> bool:
    """A parent passes by those who show something below it: codes of occupations begin with their parent's."""
    below = [
        card for card in cards if card["plaats"] == place and any(c.startswith(code) for c in card[name]["codes"])
    ]
    return len(below) >= 5
