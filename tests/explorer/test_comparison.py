"""Comparing: only who this viewer knows, at most four, logged, with the same answers as on the cards."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.comparison import Comparison
from profiles.models import AuditAction, AuditEvent, Live, Mask
from profiles.terms import Terms
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
PAGE = "/vergelijken/"
FORKLIFT = {"task_types": Terms(("TS06",), more=True), "hours": "U28"}


def references(client: Client, query: str = "") -> list[str]:
    return [card.ref for card in client.get(f"/kandidaten/?{query}").context["page"].cards]


def asked(refs: list[str], query: str = "") -> str:
    return f"{PAGE}?" + "&".join([*(f"ref={ref}" for ref in refs), query])


def compared(client: Client, refs: list[str], query: str = "") -> Comparison:
    page: Comparison = client.get(asked(refs, query)).context["page"]
    return page


def test_candidates_stand_side_by_side_in_the_order_asked(client: Client) -> None:
    published({}, {}, {})
    refs = references(client)[::-1]

    assert [column.card.ref for column in compared(client, refs).columns] == refs


def test_every_row_says_of_each_candidate_what_their_card_says(client: Client) -> None:
    published(FORKLIFT, {"hours": "U28", "place": "R4"})
    certain, possible = references(client, "taaksoort=TS06")
    page = compared(client, [certain, possible], "taaksoort=TS06")
    rows = {row.label: row for section in page.sections for row in section.rows}

    assert [cell.state for cell in rows["Soort taken"].cells] == ["met", "unknown"]
    assert [cell.texts for cell in rows["Taken"].cells] == [
        ("Intern transport en heftruck rijden", "en meer"),
        ("niet ingevuld",),
    ]
    assert rows["Uren"].is_same
    assert not rows["Plaats"].is_same


def test_without_a_search_there_is_no_section_about_it(client: Client) -> None:
    published({}, {})
    headings = [section.heading for section in compared(client, references(client)).sections]

    assert headings == ["Wat is bekend", "Wat deze kandidaten kunnen en willen"]


def test_the_fifth_is_left_out_and_the_page_says_so(client: Client) -> None:
    published(*({} for _ in range(6)))
    refs = references(client)

    assert len(compared(client, refs).columns) == 4
    assert "U koos er 2 te veel. Hieronder staan de eerste 4." in client.get(asked(refs)).content.decode()


def test_the_same_candidate_twice_stands_there_once(client: Client) -> None:
    published({})
    (ref,) = references(client)

    assert len(compared(client, [ref, ref, ref.lower()]).columns) == 1


def test_each_can_be_taken_out_and_the_search_stays(client: Client) -> None:
    published({}, {}, {})
    refs = references(client)
    page = compared(client, refs, "regio=4")
    without = client.get(page.columns[1].without_url).context["page"]

    assert [column.card.ref for column in without.columns] == [refs[0], refs[2]]
    assert without.query == "regio=4"


def test_unknown_anothers_and_withdrawn_references_are_told_alike(client: Client) -> None:
    generation = published({}, {})
    mine = references(client)
    theirs = references(Client())
    Mask.objects.create(generation=generation, number=0)
    Mask.objects.create(generation=generation, number=1)
    page = client.get(asked([mine[0], theirs[0], "D7K-4MPQ"]))

    assert page.context["page"].missing == (mine[0], theirs[0], "D7K-4MPQ")
    assert page.content.decode().count("is niet gevonden, of deze kandidaat is nu niet beschikbaar.") == 3
    assert "Er valt nog niets te vergelijken" in page.content.decode()


def test_comparing_is_logged_once_with_everyone_in_it(client: Client) -> None:
    published({}, {})
    client.get(asked(references(client)))
    (event,) = AuditEvent.objects.filter(action=AuditAction.COMPARISON)

    assert len(event.people) == 2


def test_after_signing_in_the_address_of_the_visit_still_works(client: Client) -> None:
    published({}, {})
    membership = make_membership()
    colleague = Client()
    colleague.force_login(make_membership(organisation=membership.organisation).user)
    own = references(colleague)
    before = references(client)
    client.force_login(membership.user)

    assert sorted(column.card.ref for column in compared(client, before).columns) == sorted(own)


def test_a_mistaken_search_is_named(client: Client) -> None:
    published({})
    answer = client.get(f"{PAGE}?ref=D7K-4MPQ&foo=1")

    assert answer.status_code == 400
    assert "“foo” is geen filter." in answer.content.decode()


def test_nothing_asked_says_how_to_begin(client: Client) -> None:
    published({})

    assert "Er valt nog niets te vergelijken" in client.get(PAGE).content.decode()
    assert not AuditEvent.objects.exists()


def test_a_strange_reference_is_shown_short_and_as_text(client: Client) -> None:
    published({})
    text = client.get(PAGE, {"ref": "<script>alert(1)</script>" * 20}).content.decode()

    assert "<script>alert" not in text
    assert "alert(1)&lt;/script&gt;&lt;" not in text


def test_without_the_right_to_see_cards_one_signs_in_first(client: Client, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = "profile"

    assert client.get(f"{PAGE}?ref=D7K-4MPQ")["Location"].startswith("/inloggen/?next=/vergelijken/")


def test_before_anything_is_published_the_page_waits(client: Client) -> None:
    published({})
    refs = references(client)
    Live.objects.all().delete()

    assert "De kandidaten komen eraan" in client.get(asked(refs)).content.decode()
