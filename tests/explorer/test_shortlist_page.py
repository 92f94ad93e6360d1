"""The shortlist's pages: kept from a card, shown with the reason, printed, and silent about why somebody is gone."""

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.models import ShortlistEntry
from profiles.models import AuditAction, AuditEvent, Live, Mask
from profiles.terms import Terms
from profiles.withdraw import withdraw
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
LIST, PRINT = "/selectie/", "/selectie/afdrukken/"
FORKLIFT = {"task_types": Terms(("TS06",)), "hours": "U28"}


@pytest.fixture
def member(client: Client) -> Client:
    """Someone who is signed in."""
    client.force_login(make_membership().user)
    return client


def references(client: Client, query: str = "") -> list[str]:
    return [card.ref for card in client.get(f"/kandidaten/?{query}").context["page"].cards]


def keep(client: Client, ref: str, **form: str) -> HttpResponseBase:
    return client.post(LIST, {"ref": ref, **form})


def kept(client: Client) -> list[str]:
    return [entry.ref for entry in client.get(LIST).context["page"].entries]


def text(client: Client, address: str = LIST) -> str:
    return client.get(address).content.decode()


def test_a_candidate_is_kept_from_the_results_and_the_page_comes_back(member: Client) -> None:
    published(FORKLIFT, {})
    first, second = references(member, "taaksoort=TS06")
    back = "/kandidaten/?taaksoort=TS06"

    assert keep(member, first, query="taaksoort=TS06", next=back)["Location"] == f"{back}#kandidaat-{first}"
    cards = member.get(back).context["page"].cards
    assert {card.ref: card.is_kept for card in cards} == {first: True, second: False}


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(member: Client, elsewhere: str) -> None:
    published({})

    assert keep(member, references(member)[0], next=elsewhere)["Location"] == LIST


def test_the_list_tells_why_each_candidate_fits_and_what_to_ask(member: Client) -> None:
    published(FORKLIFT)
    keep(member, references(member)[0], query="taaksoort=TS06&rijbewijs=B")
    (entry,) = member.get(LIST).context["page"].entries

    assert entry.sentence == "Soort taken: Intern transport en heftruck rijden; Rijbewijs: Rijbewijs B."
    assert [match.state for match in entry.card.matches] == ["met", "unknown"]
    assert entry.questions == ("Rijbewijs",)


def test_someone_elses_reference_cannot_be_kept(member: Client) -> None:
    published({})
    theirs = references(Client())[0]

    assert keep(member, theirs).status_code == 404
    assert keep(member, "D7K-4MPQ").status_code == 404
    assert keep(Client(), theirs).status_code == 404


def test_a_visitor_keeps_too_and_takes_it_along_at_signing_in(client: Client) -> None:
    published({}, {})
    refs = references(client)
    keep(client, refs[1])
    assert "Log in om hem te houden" in text(client)

    client.force_login(make_membership().user)

    assert kept(client) == [refs[1]]
    assert ShortlistEntry.objects.get().visit == ""


def test_colleagues_do_not_see_each_others_list(member: Client) -> None:
    published({})
    keep(member, references(member)[0])
    organisation = ShortlistEntry.objects.get().organisation
    colleague = Client()
    colleague.force_login(make_membership(organisation=organisation).user)

    assert kept(colleague) == []
    assert "Uw selectie is leeg" in text(colleague)


def test_a_note_is_written_changed_and_refused(member: Client) -> None:
    published({})
    keep(member, references(member)[0])
    address = f"{LIST}{ShortlistEntry.objects.get().key}/notitie/"

    assert (
        "Past bij de expeditie"
        in member.post(address, {"notitie": "Past bij de expeditie"}, follow=True).content.decode()
    )
    refused = member.post(address, {"notitie": "bel 06 1234 5678"}, follow=True).content.decode()
    assert "een telefoonnummer" in refused
    assert "1234" not in refused
    assert ShortlistEntry.objects.get().note == "Past bij de expeditie"


def test_a_note_is_shown_as_text(member: Client) -> None:
    published({})
    keep(member, references(member)[0])
    ShortlistEntry.objects.update(note="<script>alert(1)</script>")

    assert "<script>alert" not in text(member) + text(member, PRINT)


def test_candidates_are_moved_taken_off_and_put_back(member: Client) -> None:
    published({}, {}, {})
    refs = references(member)
    for ref in refs:
        keep(member, ref)
    entries = {entry.ref: entry.key for entry in member.get(LIST).context["page"].entries}

    member.post(f"{LIST}{entries[refs[2]]}/verplaatsen/", {"richting": "omhoog"})
    assert kept(member) == [refs[0], refs[2], refs[1]]

    member.post(f"{LIST}{entries[refs[0]]}/verwijderen/")
    assert kept(member) == [refs[2], refs[1]]
    assert f'<span class="ref">{refs[0]}</span> is van uw selectie gehaald' in text(member)

    member.post(f"{LIST}{entries[refs[0]]}/terugzetten/")
    assert kept(member) == [refs[0], refs[2], refs[1]]


def test_changing_somebody_elses_entry_does_nothing_and_says_so(member: Client) -> None:
    published({})
    keep(member, references(member)[0])
    key = ShortlistEntry.objects.get().key
    other = Client()
    other.force_login(make_membership().user)

    answer = other.post(f"{LIST}{key}/verwijderen/", follow=True)

    assert "staat niet meer op uw selectie" in answer.content.decode()
    assert kept(member) != []
    assert Client().post(f"{LIST}{key}/verwijderen/").status_code == 404


@pytest.mark.parametrize("way", ["withdrawn", "masked", "left with a release"])
def test_all_ways_of_not_being_available_look_alike(member: Client, way: str) -> None:
    generation = published({}, {})
    gone, stays = references(member)
    keep(member, gone)
    keep(member, stays)
    key = ShortlistEntry.objects.order_by("pk")[0].profile_key
    number = generation.route_set.get(profile_key=key).number
    if way == "withdrawn":
        withdraw(people=[key])
    elif way == "masked":
        Mask.objects.create(generation=generation, number=number)
    else:
        generation.route_set.filter(profile_key=key).delete()

    page = text(member)

    assert f"Kandidaat {gone} is nu niet beschikbaar" in page
    assert "De reden kunnen wij niet geven." in page
    assert f'href="/kandidaten/{gone}/' not in page
    assert f'href="/kandidaten/{stays}/' in page
    assert gone not in text(member, PRINT)


def test_of_who_left_one_is_told_once(member: Client) -> None:
    published({})
    keep(member, references(member)[0])
    ShortlistEntry.objects.update(profile_key="", query="", note="")
    assert "1 kandidaat van uw selectie is niet meer beschikbaar." in text(member)

    member.post(f"{LIST}gezien/")

    assert "niet meer beschikbaar" not in text(member)


def test_showing_and_printing_the_list_is_logged_with_everyone_on_it(member: Client) -> None:
    published({}, {})
    for ref in references(member):
        keep(member, ref)
    member.get(LIST)
    member.get(PRINT)

    events = AuditEvent.objects.filter(action__in=[AuditAction.SHORTLIST, AuditAction.PRINT]).order_by("pk")
    assert [(event.action, len(event.people)) for event in events] == [("shortlist", 2), ("print", 2)]


def test_an_empty_list_logs_nothing(member: Client) -> None:
    published({})
    member.get(LIST)

    assert not AuditEvent.objects.exists()


def test_on_paper_stand_candidate_reason_day_and_telephone(member: Client) -> None:
    published(FORKLIFT)
    (ref,) = references(member)
    keep(member, ref, query="taaksoort=TS06")
    sheet = text(member, PRINT)

    for part in (
        ref,
        "Intern transport en heftruck rijden",
        "afgedrukt op",
        "Werkgeversservicepunt Drenthe",
        "088 000 00 04",
    ):
        assert part in sheet


def test_without_the_right_to_see_cards_one_signs_in_first(client: Client, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = "profile"

    assert client.get(LIST)["Location"] == f"/inloggen/?next={LIST}"
    assert client.get(PRINT)["Location"] == f"/inloggen/?next={PRINT}"
    assert client.post(LIST, {"ref": "D7K-4MPQ"})["Location"].startswith("/inloggen/")


def test_before_anything_is_published_the_list_waits(member: Client) -> None:
    published({})
    keep(member, references(member)[0])
    Live.objects.all().delete()

    assert "De kandidaten komen eraan" in text(member)


def test_no_export_of_people_is_offered(member: Client) -> None:
    published({})
    keep(member, references(member)[0])

    for kind in ("csv", "xlsx", "ods"):
        assert kind not in text(member)
