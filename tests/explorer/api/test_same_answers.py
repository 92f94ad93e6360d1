"""Page and API give equal answers: the same people in the same order and references, and the same counts."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.bench.cards import drawn_cards
from explorer.bench.load import give_routes
from explorer.bench.workload import drawn_searches
from explorer.search.index.store import STORE
from profiles.models import Card, Live
from tests.factories import NOW, make_generation

pytestmark = pytest.mark.django_db
SOME_CARDS = 300


@pytest.fixture
def generation(settings: Settings, tmp_path: Path) -> int:
    settings.SEARCH_ENGINE, settings.DATA_DIR = "index", tmp_path
    settings.PROFILE_BUDGET_VISITOR = settings.PROFILE_BUDGET_NETWORK = SOME_CARDS
    found = make_generation(size=SOME_CARDS)
    columns, rows = drawn_cards(SOME_CARDS, seed=1)
    Card.objects.bulk_create(
        Card(**dict(zip((*columns, "generation_id"), (*row, found.pk), strict=True))) for row in rows
    )
    give_routes(found.pk)
    Live.objects.create(pk=1, generation=found, switched_at=NOW)
    STORE.build(found.pk)
    return found.pk


@pytest.mark.parametrize("number", [15, pytest.param(1000, marks=pytest.mark.slow)])
def test_page_and_api_answer_alike(client: Client, generation: int, number: int) -> None:
    differing = {search: page_differs(client, search) for search in drawn_searches(generation, number, seed=7)}

    assert {search: found for search, found in differing.items() if found} == {}


def page_differs(client: Client, search: str) -> list[str]:
    """What the page says otherwise than the API; nothing when both refuse."""
    shown, found = client.get(f"/kandidaten/?{search}"), client.get(f"/api/v1/kandidaten?{search}")
    if found.status_code == 400:
        return [] if shown.status_code == 400 else ["the page answers"]
    pairs = zip(told_by_page(shown.context["page"]), told_by_api(found.json(), shown.context["page"]), strict=True)
    return [f"{by_page} {by_api}" for by_page, by_api in pairs if by_page != by_api]


def told_by_page(page: Any) -> list[object]:
    facets = counted(page)
    counts = {facet.key: {one.value: one.count or 0 for one in facet.choices} for facet in facets}
    return [
        (page.total, page.certain, page.possible, page.excluded),
        [card.ref for card in page.cards],
        counts,
        {facet.key: facet.unknown for facet in facets},
    ]


def told_by_api(found: dict[str, Any], page: Any) -> list[object]:
    """The same; of the longer lists only those values that the page offers."""
    facets = found["facetten"]
    offered = {facet.key: [one.value for one in facet.choices] for facet in counted(page)}
    return [
        tuple(found[name] for name in ("totaal", "zeker", "mogelijk", "niet")),
        [card["referentie"] for card in found["kandidaten"]],
        {key: {value: facets[key]["waarden"].get(value, 0) for value in values} for key, values in offered.items()},
        {key: facets[key]["onbekend"] for key in offered},
    ]


def counted(page: Any) -> list[Any]:
    """The facets that have values to count: all but the workplace."""
    return [facet for facet in page.facets if facet.key != "werkplek"]
