"""Staff see beside a report how many people employers can find, why not the others, and what is not filled in."""

import pytest

from profiles.models import EmptyFieldCount, VisibilityCount
from tests.explorer.staff import staff
from tests.factories import NOW
from tests.profiles.transparency.golden import store_golden

pytestmark = pytest.mark.django_db
PAGE = "/admin/profiles/quartercount/report/"


def page(region: str) -> str:
    answer = staff().get(PAGE, {"kwartaal": "2020-Q4", "regio": region})
    return " ".join(answer.content.decode().replace("<td>", " ").replace("</td>", " ").split())


@pytest.fixture(autouse=True)
def counted(db: None) -> None:
    store_golden()
    for code, numbers in {"GM0114": (90, 60, 40, 35, 8), "GM0193": (7, 7, 7, 7, 7), "": (3, 2, 1, 0, 0)}.items():
        names = ("people", "with_profile", "allowed", "visible", "available")
        VisibilityCount.objects.create(municipality=code, counted_at=NOW, **dict(zip(names, numbers, strict=True)))
    for party, people, empty in (("GEM", 10, 1), ("UWV", 30, 4)):
        EmptyFieldCount.objects.create(
            municipality="GM0114", party=party, field="licence", people=people, empty=empty, counted_at=NOW
        )


def test_a_region_tells_its_municipalities_apart_and_adds_up_to_those_with_a_profile() -> None:
    text = page("4")

    assert "konden werkgevers 35 van de 60 mensen met een profiel vinden" in text
    assert "Emmen </th> 60 35 20 5 58%" in text
    assert "Zwolle" not in text.partition("Zichtbaar in de verkenner")[2]


def test_the_country_tells_its_regions_apart_and_leads_to_them() -> None:
    text = page("")

    assert 'regio=4">4 Drenthe</a> </th> 60 35 20 5 58%' in text
    assert "gemeente onbekend </th> 2 0 1 1 0%" in text
    assert "konden werkgevers 42 van de 69 mensen" in text


def test_what_is_not_filled_in_is_told_per_field_with_who_is_available() -> None:
    text = page("4")

    assert "Rijbewijs</th> 40 5 13%" in text
    assert "Direct beschikbaar: 8 van de 40 mensen (20%)." in text


def test_before_the_first_count_there_is_nothing_to_tell() -> None:
    VisibilityCount.objects.all().delete()
    EmptyFieldCount.objects.all().delete()

    assert "Zichtbaar in de verkenner" not in page("4")
