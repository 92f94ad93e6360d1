"""The staff page "Vindbaarheid": figures per region, bars, and the work list; for staff who may see reports."""

import pytest
from django.test import Client

from explorer.groups import write_groups
from explorer.models import Membership
from explorer.work_list import work_list
from profiles.models import EmptyFieldCount
from profiles.terms import Terms
from tests.explorer.staff import staff
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
PAGE = "/admin/profiles/emptyfieldcount/"
Role = Membership.Role
ASKED = (
    "education",
    "hours",
    "licence",
    "travel",
    "availability",
    "dutch",
    "sectors",
    "task_types",
    "occupations",
)


@pytest.fixture
def viewer(client: Client) -> Client:
    write_groups()
    client.force_login(make_membership(Role.VIEWER).user)
    return client


@pytest.fixture
def cards() -> None:
    published(
        {"place": "04-1", "task_types": Terms(("TS07",)), "travel": "T75"},
        {"place": "R1", "task_types": Terms(("TS07",)), "travel": ""},
        {"place": "NL", "hours": "U36"},
    )


def lacking(municipality: str, **empty: int) -> None:
    for field, number in empty.items():
        EmptyFieldCount.objects.create(
            municipality=municipality, party="UWV", field=field, people=10, empty=number, counted_at=NOW
        )


def text_of(client: Client, query: str = "") -> str:
    answer = client.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_searches_fields_and_what_was_never_shown(viewer: Client, cards: None) -> None:
    text = text_of(viewer)

    assert "Schoonmaker in Emmen" in text
    assert "3 van de 3 mensen" in text
    assert '<rect class="findability-open" width="100%"' in text


def test_regions_show_the_people_whose_card_names_them(viewer: Client, cards: None) -> None:
    assert "In dit gebied is 1 kaart zichtbaar." in text_of(viewer, "?regio=4")
    assert "In dit gebied is 1 kaart zichtbaar." in text_of(viewer, "?regio=0")
    assert "In dit gebied zijn 0 kaarten zichtbaar." in text_of(viewer, "?regio=7")
    assert "In dit gebied zijn 3 kaarten zichtbaar." in text_of(viewer)


def test_an_unknown_region_is_refused_in_words(viewer: Client, cards: None) -> None:
    answer = viewer.get(f"{PAGE}?regio=99")

    assert answer.status_code == 400
    assert "Deze regio bestaat niet." in answer.content.decode()


def test_without_a_release_it_says_when_it_comes(viewer: Client) -> None:
    assert "Er is nog niets gepubliceerd." in text_of(viewer)


def test_before_the_first_count_the_work_list_says_when_it_comes(viewer: Client, cards: None) -> None:
    assert "Lege velden zijn nog niet geteld." in text_of(viewer)


def test_the_work_list_names_the_place_and_what_to_fill_in_first(viewer: Client, cards: None) -> None:
    lacking("GM0114", **{field: 9 if field == "hours" else 1 for field in ASKED})
    text = text_of(viewer, "?regio=4")

    assert "Emmen" in text
    assert "<strong>Uren</strong>" in text
    assert "<strong>Uren</strong>" not in text_of(viewer, "?regio=7")


def test_what_costs_most_comes_first_by_how_often_employers_ask_it() -> None:
    lacking("GM0114", hours=5, licence=9)
    lacking("GM1680", hours=8, licence=0)
    lacking("", hours=1, licence=1)

    rows = work_list(region=None, asked={"hours": 7, "licence": 3})

    assert [(row.municipality, row.cost) for row in rows] == [("GM0114", 62), ("GM1680", 56), ("", 10)]
    assert [row.fields[0].field for row in rows] == ["hours", "hours", "hours"]


def test_a_region_has_its_own_municipalities_only() -> None:
    lacking("GM0114", hours=5)
    lacking("GM0363", hours=5)
    lacking("", hours=5)

    assert [row.municipality for row in work_list(region=4, asked={"hours": 1})] == ["GM0114"]


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.INTERMEDIARY, Role.ADVISER])
def test_others_than_staff_do_not_get_in(client: Client, role: Membership.Role) -> None:
    write_groups()
    client.force_login(make_membership(role).user)

    assert client.get(PAGE).status_code == 302


def test_staff_without_reports_get_no_page(client: Client) -> None:
    user = make_membership(Role.VIEWER).user
    user.groups.clear()
    client.force_login(user)

    assert client.get(PAGE).status_code == 403


def test_nobody_is_named_and_no_inline_style_is_needed(viewer: Client, cards: None) -> None:
    text = text_of(viewer)

    assert "style=" not in text.split('id="content"')[1]
    assert "<script" not in text.split('id="content"')[1].split("</main>")[0]


def test_never_shown_of_a_region_counts_its_own_people(viewer: Client, cards: None) -> None:
    assert "1 van de 1 mensen" in text_of(viewer, "?regio=4")
    assert "1 van de 1 mensen" in text_of(viewer, "?regio=0")


def test_who_is_bound_to_regions_sees_these_and_nothing_of_the_country(cards: None) -> None:
    for municipality in ("GM0114", "GM0363"):
        lacking(municipality, **dict.fromkeys(ASKED, 1))
    client = staff(Role.VIEWER, regions=[4, 7])

    text = text_of(client)

    assert "1 van de 1 mensen" in text
    assert "Emmen</th>" in text
    assert "Amsterdam</th>" not in text
    assert 'id="findability-fields"' not in text
    assert "In dit gebied zijn 0 kaarten zichtbaar." in text_of(client, "?regio=7")
    assert [client.get(f"{PAGE}?regio={other}").status_code for other in ("", "0", "5")] == [400, 400, 400]
