"""A profile is in a result as certain, possible or not exactly as its card justifies, on both engines, page and API.

Everything goes through the site's own addresses: cards are read from the pages, and where each appears is worked out
again from their words by `tests/law/plain_rule.py`.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import hypothesis
import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given
from pytest_django.fixtures import Settings

from explorer.models import Membership
from explorer.search.index.store import STORE
from profiles.display import LISTS
from profiles.terms import shown
from profiles.vocabularies import reference
from tests.factories import make_membership, published
from tests.law.plain_rule import LIST_ASKED, MET, answer, named, required, result
from tests.law.shown import ShownCard, shown_card
from tests.properties.test_search_rules import CODES, LABELS, queries

pytestmark = pytest.mark.django_db
PEOPLE = 24
FACT_NAMES = ("Opleiding", "Uren", "Rijbewijs", "Reisafstand", "Beschikbaar", "Nederlands", "Bijgewerkt")
STATUS = {"success": "zeker", "warning": "mogelijk"}
CARD = re.compile(r'id="kandidaat-([^"]+)".*?(?=id="kandidaat-|</ol>)', re.S)
BADGE = re.compile(r"utrecht-status-badge--(success|warning)")
Asked = Mapping[str, Sequence[str]]


def drawn_people(draw: random.Random) -> list[dict[str, Any]]:
    """Cards as a release could have made them."""
    people = []
    for _ in range(PEOPLE):
        card: dict[str, Any] = {field: draw.choice(labels) for field, labels in LABELS.items()}
        for one in LISTS:
            codes = draw.sample(CODES[one.field], draw.randint(0, 2))
            card[one.field] = shown(codes, reference().ancestors[one.vocabulary], more=draw.random() < 0.3)
        people.append(card)
    return people


@dataclass(frozen=True)
class Site:
    """The site as one person sees it who is never stopped, with every card as that person could read it."""

    client: Client
    cards: Mapping[str, ShownCard] = field(default_factory=dict)

    def with_cards(self) -> "Site":
        refs = self.in_api({})[0]
        pages = {ref: self.client.get(f"/kandidaten/{ref}/").content.decode() for ref in refs}
        return Site(self.client, {ref: shown_card(page) for ref, page in pages.items()})

    def in_api(self, asked: Asked) -> tuple[dict[str, str], dict[str, Any]]:
        """Where each reference appears, over all pages, and the first page's answer."""
        pages = [self.client.get("/api/v1/kandidaten", {**asked, "pagina": "1"}).json()]
        while len(pages) < pages[0]["paginas"]:
            pages.append(self.client.get("/api/v1/kandidaten", {**asked, "pagina": str(len(pages) + 1)}).json())
        cards = [card for page in pages for card in page["kandidaten"]]
        return {one["referentie"]: "zeker" if one["voldoetZeker"] else "mogelijk" for one in cards}, pages[0]

    def on_page(self, asked: Asked) -> dict[str, str]:
        """The same from the search page, by the badge on each card; without requirements there is none to meet."""
        found: dict[str, str] = {}
        bare = not any(required(key, asked) for key in criteria(asked))
        for number in range(1, 1 + -(-PEOPLE // 20)):
            page = self.client.get("/kandidaten/", {**asked, "pagina": str(number)})
            if page.status_code == 400:
                break  # past the last page
            for card in CARD.finditer(page.content.decode()):
                badge = BADGE.search(card[0])
                found[card[1]] = "zeker" if bare else STATUS[badge[1]] if badge else "zonder"
        return found


@pytest.fixture
def site(client: Client, monkeypatch: pytest.MonkeyPatch) -> Site:
    generation = published(*drawn_people(random.Random(20261123)))
    monkeypatch.setattr(STORE, "_ready", None)
    STORE.build(generation.pk)
    client.force_login(make_membership(Membership.Role.ADVISER).user)
    return Site(client).with_cards()


def test_every_card_can_be_read_and_differs_from_the_others(site: Site) -> None:
    cards = site.cards.values()

    assert len(cards) == PEOPLE == len({repr(card) for card in cards})
    assert {tuple(card.facts) for card in cards} == {tuple(FACT_NAMES)}
    assert {tuple(card.lists) for card in cards} == {tuple(LIST_ASKED.values())}


@pytest.mark.parametrize("engine", ["index", "orm"])
def test_a_card_decides_where_its_profile_appears(site: Site, settings: Settings, engine: str) -> None:
    settings.SEARCH_ENGINE = engine

    @hypothesis.settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(asked=queries())
    def holds(asked: QueryDict) -> None:
        wanted = {key: asked.getlist(key) for key in asked}
        expected = {ref: result(card, wanted) for ref, card in site.cards.items()}
        found, answered = site.in_api(wanted)

        assert found == {ref: where for ref, where in expected.items() if where != "niet"}
        assert totals(answered) == [list(expected.values()).count(one) for one in ("zeker", "mogelijk", "niet")]
        assert site.on_page(wanted) == found
        assert wrong_counts(site, answered["facetten"], wanted) == []

    holds()


def wrong_counts(site: Site, facets: Mapping[str, Any], asked: Asked) -> list[tuple[str, str]]:
    """Counts that are not the number of cards that show the value, of those that the other filters leave."""
    wrong = []
    for key, facet in facets.items():
        others = {name: values for name, values in asked.items() if name != key}
        left = [card for card in site.cards.values() if result(card, others) != "niet"]
        for value in {*facet["waarden"], *asked.get(key, ())}:
            is_offered = key != "urenPerWeekMinimaal" or value in facet["waarden"]
            met = sum(answer(card, key, [value]) == MET for card in left)
            wrong += [(key, value)] if is_offered and facet["waarden"].get(value, 0) != met else []
    return wrong


def criteria(asked: Asked) -> list[str]:
    return [key for key in asked if key not in ("moet", "pluspunt")]


def totals(answered: Mapping[str, Any]) -> list[int]:
    return [answered["zeker"], answered["mogelijk"], answered["niet"]]


@pytest.mark.parametrize("key", LIST_ASKED)
def test_the_terms_of_this_test_have_names_of_their_own(key: str) -> None:
    name = next(one.field for one in LISTS if one.vocabulary == key)

    assert set(CODES[name]) <= set(named(key).values())
