"""A profile explains its words, and names whom to call about it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.explanations import Belonging, explanations
from explorer.search.matching import CardFacts
from explorer.service_point import ServicePointsError, service_point_for
from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS, SHOWN
from profiles.terms import Terms
from tests.factories import published

pytestmark = pytest.mark.django_db


def test_everything_that_a_card_shows_is_explained() -> None:
    card = CardFacts(dict.fromkeys((*FACTS, *ATTRIBUTES), ""), dict.fromkeys(LIST_FIELDS, Terms()))
    found = explanations(card)

    assert len(found) == len(SHOWN)
    assert all(one.text.endswith(".") for one in found)


def test_a_term_below_another_says_where_it_belongs() -> None:
    card = CardFacts({}, {**dict.fromkeys(LIST_FIELDS, Terms()), "skills": Terms(("ISCEDF-000", "ISCEDF-00"))})
    (skills,) = [one for one in explanations(card) if one.subject == "Vaardigheden"]

    assert skills.belongings == (
        Belonging(
            "Algemene programma's en kwalificaties, niet nader gedefinieerd", "Algemene programma's en kwalificaties"
        ),
    )


def test_the_profile_page_has_the_explanations_folded_and_the_number_to_call(client: Client) -> None:
    published({"place": "04-1"})
    page = client.get(client.get("/kandidaten/").context["page"].cards[0].url)
    text = " ".join(page.content.decode().split())

    assert text.count('<details class="explain__one">') == len(SHOWN)
    assert 'href="tel:+31880000004"' in text
    assert "Belt u het Werkgeversservicepunt Drenthe?" in text


@pytest.mark.parametrize(
    ("place", "name", "phone"),
    [
        ("04-1", "Werkgeversservicepunt Drenthe", "088 000 00 04"),
        ("R35", "Werkgeversservicepunt Zuid-Limburg", "088 000 00 35"),
        ("NL", "Werkgeversservicepunt", "088 000 00 00"),
        ("", "Werkgeversservicepunt", "088 000 00 00"),
    ],
)
def test_a_place_within_one_region_has_that_regions_number(place: str, name: str, phone: str) -> None:
    point = service_point_for(place)

    assert (point.name, point.phone) == (name, phone)


def test_without_a_file_no_number_is_named_and_none_invented(client: Client, settings: Settings) -> None:
    settings.SERVICE_POINTS_FILE, settings.DEMO = "", False
    published({})

    assert service_point_for("04-1").phone == ""
    assert "tel:" not in client.get(client.get("/kandidaten/").context["page"].cards[0].url).content.decode()


def test_a_deployers_file_wins_and_a_region_without_a_line_has_the_countrys(
    tmp_path: Path, settings: Settings
) -> None:
    path = tmp_path / "punten.csv"
    path.write_text("regio_nummer,telefoon\n0,+31 800 1234\n4,0592 123 456\n")
    settings.SERVICE_POINTS_FILE = str(path)

    assert service_point_for("R4").phone_url == "tel:+31592123456"
    assert service_point_for("R5").phone_url == "tel:+318001234"


@pytest.mark.parametrize("line", ["36,0592 123 456", "x,0592 123 456", "4,bel ons", "4"])
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, settings: Settings, line: str) -> None:
    path = tmp_path / "punten.csv"
    path.write_text(f"regio_nummer,telefoon\n{line}\n")
    settings.SERVICE_POINTS_FILE = str(path)

    with pytest.raises(ServicePointsError, match="line 2"):
        service_point_for("R4")
