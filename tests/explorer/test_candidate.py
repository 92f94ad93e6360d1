"""The candidate's side: an adviser of the region sees what employers see, and nobody else is told anything."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.candidate_page import names_of_empty
from explorer.models import Membership
from profiles import keys
from profiles.models import AuditEvent, Mask, Objection, RecordTrace, Route
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
PAGE, STOP, AGAIN = "/kandidaat/", "/kandidaat/niet-meer-tonen/", "/kandidaat/weer-tonen/"
NUMBER = "WZ48151623"
Role = Membership.Role


@pytest.fixture(autouse=True)
def _someone() -> None:
    """One published person of Drenthe: hours coarse, licence withheld, education empty in Sonar."""
    published({"hours": "U28", "place": "R4"}, *[{}] * 5)
    route = Route.objects.get(number=0)
    route.sealed = keys.seal({"region": 4, "klantId": NUMBER, "empty": ["education", "skills"]})
    route.save()
    RecordTrace.objects.create(record_key=keys.record_key(NUMBER), profile_key=route.profile_key)


def adviser(*regions: int) -> Client:
    client = Client()
    client.force_login(make_membership(Role.ADVISER, regions=list(regions)).user)
    return client


def said(client: Client, address: str = PAGE, number: str = NUMBER, **also: str) -> str:
    return client.post(address, {"nummer": number, **also}).content.decode()


def openings() -> list[str]:
    return list(AuditEvent.objects.filter(action="opening").order_by("pk").values_list("about", flat=True))


def test_the_page_shows_the_card_what_was_withheld_and_what_is_empty() -> None:
    text = said(adviser(4))

    assert "28 tot 36" in text
    assert "Weggelaten. Anders zien minder dan 5 mensen" in text
    missing = text.split('id="leeg"')[1].split('id="bekeken"')[0]
    assert "Opleiding" in missing
    assert "Vaardigheden" in missing
    assert "Rijbewijs" not in missing
    assert openings() == ["question"]
    assert NUMBER not in "".join(AuditEvent.objects.values_list("about", flat=True))


def test_views_by_organisations_and_by_visitors_are_told_apart() -> None:
    employer = Client()
    employer.force_login(make_membership(Role.EMPLOYER).user)
    employer.get("/kandidaten/")
    employer.get("/kandidaten/")
    Client().get("/kandidaten/")
    asked = adviser(4)
    said(asked)
    text = said(asked).split('id="bekeken"')[1]

    assert "<strong>2</strong>" in text
    assert "keer, door 1 organisatie" in text
    assert "<strong>1</strong>" in text


def test_unknown_foreign_and_hidden_people_are_answered_alike() -> None:
    foreign = said(adviser(5)).replace(NUMBER, "")
    unknown = said(adviser(5), number="WZ000").replace("WZ000", "")
    Mask.objects.create(generation_id=Route.objects.get(number=0).generation_id, number=0)
    hidden = said(adviser(5)).replace(NUMBER, "")

    assert "Wij vinden hier niemand bij." in foreign
    assert len({_anonymous(text) for text in (foreign, unknown, hidden)}) == 1
    assert len(openings()) == 4


def _anonymous(text: str) -> str:
    """Without tokens and the name of who is signed in."""
    return "\n".join(line for line in text.splitlines() if "csrf" not in line and "persoon-" not in line)


def test_an_adviser_without_regions_finds_nobody() -> None:
    assert "Wij vinden hier niemand bij." in said(adviser())


def test_it_is_asked_first_whether_that_is_really_meant() -> None:
    asked = adviser(4)
    text = said(asked, STOP)

    assert "Ja, niet meer tonen" in text
    assert not Objection.objects.exists()
    said(asked, STOP, zeker="ja")
    assert Objection.objects.get().region == 4
    assert openings() == ["objection"]


def test_only_an_adviser_of_the_region_takes_an_objection_back() -> None:
    own, other = adviser(4), adviser(5)
    said(own, STOP, zeker="ja")
    said(other, AGAIN, zeker="ja")
    assert Objection.objects.exists()

    assert "wordt niet getoond" in said(own)
    assert "Wij vinden hier niemand bij." in said(other)
    said(own, AGAIN, zeker="ja")

    assert not Objection.objects.exists()


def test_where_the_private_key_is_not_held_the_page_says_so(settings: Settings) -> None:
    settings.LINK_PRIVATE_KEY = ""

    assert "Dit kan niet op dit adres." in said(adviser(4))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADVISER])
def test_nobody_else_can_ask(role: str, client: Client) -> None:
    client.force_login(make_membership(role).user)

    assert [client.post(address, {"nummer": NUMBER}).status_code for address in (PAGE, STOP, AGAIN)] == [403] * 3
    assert not openings()


def test_fields_that_are_empty_in_sonar_are_named_as_on_the_card_the_area_too() -> None:
    assert names_of_empty(["hours", "sub_region"]) == ("Plaats", "Uren")
