"""The map: exactly the counts of the search's region filter, as a drawing and as a list, and nobody is shown."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.region_map import step_of
from profiles.models import AuditEvent, Live
from profiles.terms import Terms
from tests.factories import published

pytestmark = pytest.mark.django_db
PAGE = "/kaart/"
TOWN = (
    {"place": "04-1"},
    {"place": "04-2", "task_types": Terms(("TS06",))},
    {"place": "R5"},
    {"place": "NL"},
    {"place": ""},
)


@pytest.fixture(autouse=True)
def _town() -> None:
    published(*TOWN)


def test_every_region_has_the_count_of_the_filter_beside_the_results(client: Client) -> None:
    page = client.get(PAGE).context["page"]
    facets = client.get("/api/v1/kandidaten").json()["facetten"]["regio"]

    assert {str(region.number): region.count for region in page.regions if region.count} == facets["waarden"]
    assert len(page.regions) == 35
    assert page.elsewhere == facets["onbekend"] == 2


def test_the_counts_are_those_of_the_current_search(client: Client) -> None:
    page = client.get(f"{PAGE}?taaksoort=TS06&regio=5").context["page"]
    counts = {region.number: region.count for region in page.regions if region.count}

    assert counts == {4: 2, 5: 1}
    assert [region.number for region in page.regions if region.is_chosen] == [5]


def test_a_region_leads_to_the_search_with_that_region_and_all_else_the_same(client: Client) -> None:
    page = client.get(f"{PAGE}?regio=5&regio=6&rijbewijs=B&stand=1-20260101&pagina=3").context["page"]

    assert page.regions[3].url == "/kandidaten/?regio=4&rijbewijs=B"
    assert page.everywhere_url == "/kandidaten/?rijbewijs=B"
    assert client.get(page.regions[3].url).context["page"].found == 4


def test_drawing_and_list_have_the_same_links_and_each_is_named(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    drawn, listed = text.split('id="regios"')

    for number in range(1, 36):
        assert f'href="/kandidaten/?regio={number}"' in drawn
        assert f'href="/kandidaten/?regio={number}"' in listed
    assert re.search(r'aria-label="\s*Drenthe: 2 kandidaten\s*"', drawn)


def test_looking_at_the_map_shows_nobody_and_logs_nothing(client: Client) -> None:
    client.get(PAGE)

    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("count", "most", "step"), [(0, 0, 0), (0, 9, 0), (1, 100, 1), (20, 100, 1), (21, 100, 2), (100, 100, 5)]
)
def test_shades_go_up_in_equal_steps_and_only_nobody_is_grey(count: int, most: int, step: int) -> None:
    assert step_of(count, most) == step


def test_the_legend_names_every_count_once(client: Client) -> None:
    published(*({"place": f"R{region}"} for region in range(1, 36) for _ in range(region)))
    page = client.get(PAGE).context["page"]
    shades = {count: step.step for step in page.legend for count in range(step.first, step.last + 1)}

    assert shades == {region.count: region.step for region in page.regions}


def test_a_mistaken_search_is_told_on_the_search_page(client: Client) -> None:
    assert client.get(f"{PAGE}?foo=1")["Location"] == "/kandidaten/?foo=1"


def test_counts_are_open_without_an_account_unless_everything_is_closed(client: Client, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = "profile"
    assert client.get(PAGE).status_code == 200

    settings.REQUIRE_LOGIN = "all"
    assert client.get(PAGE)["Location"].startswith("/inloggen/")


def test_before_anything_is_published_the_map_waits(client: Client) -> None:
    Live.objects.all().delete()

    assert "De kandidaten komen eraan" in client.get(PAGE).content.decode()
