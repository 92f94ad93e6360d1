"""On a site for one's own regions (ONLY_REGIONS) nobody is offered a region in which it has no people."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.findability import findability, searches_here, typical_searches
from profiles.vocabularies import forget_reference
from tests.factories import NOW, published

pytestmark = pytest.mark.django_db
DRENTHE, GRONINGEN = 4, 1


@pytest.fixture(params=[DRENTHE, GRONINGEN])
def own(settings: Settings, request: pytest.FixtureRequest) -> Iterator[int]:
    """The number of the only region."""
    settings.ONLY_REGIONS = (request.param,)
    forget_reference()  # what is worked out from it is kept with it
    published({"place": f"R{request.param}"})
    yield request.param
    forget_reference()


def test_the_filters_offer_these_alone(client: Client, own: int) -> None:
    other = GRONINGEN if own == DRENTHE else DRENTHE
    found = client.get("/kandidaten/", {"regio": own})
    refused = client.get("/kandidaten/", {"regio": other})

    assert len(found.context["page"].cards) == 1
    assert f'value="{other}"' not in found.content.decode().split('name="regio"', 1)[1].split("</fieldset>")[0]
    assert refused.status_code == 400


def test_the_api_names_these_alone(client: Client, own: int) -> None:
    assert [one["nummer"] for one in client.get("/api/v1/regios").json()["regios"]] == [own]


def test_the_map_draws_these_alone(client: Client, own: int) -> None:
    assert [one.number for one in client.get("/kaart/").context["page"].regions] == [own]


def test_the_word_box_knows_no_other_region(client: Client, own: int) -> None:
    found = client.get("/kandidaten/", {"q": "Drenthe"})

    assert (parse_qsl(urlsplit(found.headers.get("Location", "")).query) == [("regio", "4")]) == (own == DRENTHE)


def test_findability_leaves_out_searches_elsewhere(own: int) -> None:
    left_out = set(typical_searches()) - set(searches_here())

    assert [one.region for one in left_out] == ([DRENTHE] if own == GRONINGEN else [])
    assert set(findability(at=NOW).searches[0].regions) == {own}
