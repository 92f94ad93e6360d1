"""What advisers do among each other and tell employers: hand over, be away, fixed sentences, “ook geschikt”."""

import datetime as dt

import pytest
from django.test import Client

from explorer.contact import handling, routing
from explorer.contact.colleagues import be_away
from explorer.contact.forgetting import forget_contact
from explorer.contact.states import Outcome, Reason, Sentence, StepError
from explorer.contact.suggesting import suggest
from explorer.contact.telling import QUIET, tell_askers
from explorer.models import ContactCandidate, ContactRequest, Membership, OutgoingMail
from explorer.references import UnknownReferenceError
from profiles.calendar import day_of
from tests.explorer.contact.asked import WORK, adviser_of, asked, of_region, shown
from tests.factories import NOW, make_membership

pytestmark = pytest.mark.django_db
QUEUE = "/contactverzoeken/wachtrij/"


@pytest.fixture
def request_of_two(client: Client, employer: Membership) -> ContactRequest:
    """One request about two people, each in the queue of their region since this morning."""
    made = asked(client)
    ContactRequest.objects.update(confirmed_at=NOW)
    routing.route(at=NOW)
    return made


def in_queue(client: Client, adviser: Membership, choice: str = "") -> dict[str, int]:
    client.force_login(adviser.user)
    return {part.name: part.number for part in client.get(f"{QUEUE}{choice}").context["parts"]}


def step(client: Client, row: ContactCandidate, **values: str) -> str:
    answer = client.post(f"{QUEUE}{row.request.key}/{row.code}/stap/", values, follow=True)
    return answer.content.decode()


def mailed() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("subject", flat=True))


def test_late_answers_stand_first_and_are_counted(client: Client, request_of_two: ContactRequest) -> None:
    adviser = adviser_of(4)
    ContactCandidate.objects.update(due_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    assert in_queue(client, adviser)["overdue"] == 1
    assert in_queue(client, adviser, "?wie=mijn")["overdue"] == 0
    client.post(f"{QUEUE}{request_of_two.key}/oppakken/")
    assert in_queue(client, adviser, "?wie=mijn")["overdue"] == 1


def test_a_candidate_who_does_not_answer_is_a_reminder_and_not_late(
    client: Client, request_of_two: ContactRequest
) -> None:
    adviser, row = adviser_of(4), of_region(4)
    handling.take(row=row, adviser=adviser, at=NOW)
    handling.ask_candidate(row=row, adviser=adviser, at=NOW)
    ContactCandidate.objects.update(due_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    assert (in_queue(client, adviser)["overdue"], in_queue(client, adviser)["today"]) == (0, 1)
    assert "vraag de kandidaat nog eens" in client.get(QUEUE).content.decode()
    step(client, row, stap="ask")
    assert in_queue(client, adviser)["waiting"] == 1


def test_a_colleague_of_the_region_goes_on_with_it(client: Client, request_of_two: ContactRequest) -> None:
    adviser, row = adviser_of(4), of_region(4)
    colleague = make_membership(Membership.Role.ADVISER, organisation=adviser.organisation, regions=[4])
    elsewhere = make_membership(Membership.Role.ADVISER, organisation=adviser.organisation, regions=[1])
    client.force_login(adviser.user)
    step(client, row, stap="take")

    assert colleague.user.username in step(client, row, stap="hand_over", collega=str(colleague.pk))
    assert of_region(4).adviser == colleague.user
    answer = client.post(f"{QUEUE}{row.request.key}/{row.code}/stap/", {"stap": "hand_over", "collega": elsewhere.pk})
    assert answer.status_code == 403


def test_colleagues_see_who_is_away_and_take_over(client: Client, request_of_two: ContactRequest) -> None:
    first, second = adviser_of(4), adviser_of(4)
    handling.take(row=of_region(4), adviser=first, at=NOW)
    client.force_login(first.user)
    client.post(f"{QUEUE}afwezig/", {"tot": "2000-01-01"})
    in_queue(client, second)
    assert "(afwezig)" not in client.get(QUEUE).content.decode()

    be_away(adviser=first, until=day_of(NOW) + dt.timedelta(days=400_000))
    assert "(afwezig)" in client.get(QUEUE).content.decode()
    step(client, of_region(4), stap="take")
    assert of_region(4).adviser == second.user


def test_a_fixed_sentence_stands_on_the_employers_page_until_the_next_step(
    client: Client, request_of_two: ContactRequest, employer: Membership
) -> None:
    adviser, row = adviser_of(4), of_region(4)
    handling.say(row=row, adviser=adviser, sentence=Sentence.LATER, at=NOW)
    client.force_login(employer.user)
    page = f"/contactverzoeken/{request_of_two.key}/"

    assert "Het duurt iets langer" in client.get(page).content.decode()
    handling.take(row=row, adviser=adviser, at=NOW)
    assert "Het duurt iets langer" not in client.get(page).content.decode()
    handling.end_without_contact(row=row, at=NOW)
    with pytest.raises(StepError):
        handling.say(row=row, adviser=adviser, sentence=Sentence.LATER, at=NOW)


def test_another_suitable_candidate_is_added_once_under_the_askers_own_reference(
    client: Client, employer: Membership
) -> None:
    first, second = shown(client)
    client.post("/contactverzoeken/nieuw/", {**WORK, "kandidaat": first})
    routing.route(at=NOW)
    row = ContactCandidate.objects.get()
    adviser = adviser_of(1, 4)
    client.force_login(adviser.user)
    (known,) = [
        card.ref for card in client.get("/kandidaten/").context["page"].cards if card.facts != facts_of(client, row)
    ]
    for _ in range(2):
        assert "ook geschikt" in step(client, row, stap="suggest", nummer=known)
    assert "kent u niet" in step(client, row, stap="suggest", nummer=second)

    routing.route(at=NOW)
    added = ContactCandidate.objects.get(is_suggested=True)
    assert (added.code, added.region) == (second, 5 - (row.region or 0))
    with pytest.raises(UnknownReferenceError):
        suggest(row=row, adviser=adviser, viewer=f"o:{adviser.organisation_id}", code="D7K-4MPQ", at=NOW)


def test_who_was_decided_about_in_a_request_cannot_be_added_to_it(
    client: Client, request_of_two: ContactRequest
) -> None:
    adviser, decided, other = adviser_of(1, 4), of_region(4), of_region(1)
    client.force_login(adviser.user)
    known = client.get(f"{QUEUE}{decided.request.key}/{decided.code}/").context["card"].ref
    handling.refuse(row=decided, adviser=adviser, reason=Reason.FILLED, at=NOW)

    assert "al beslist" in step(client, other, stap="suggest", nummer=known)
    assert request_of_two.candidates.count() == 2


def facts_of(client: Client, row: ContactCandidate) -> object:
    card = client.get(f"{QUEUE}{row.request.key}/{row.code}/").context["card"]
    return card.facts


def test_ten_steps_in_a_row_are_one_mail(
    client: Client, request_of_two: ContactRequest, employer: Membership
) -> None:
    employer.user.email = "werkgever@example.org"
    employer.user.save()
    assert tell_askers(at=NOW) == 0
    assert tell_askers(at=NOW + QUIET) == 1
    for region in (1, 4):
        adviser = adviser_of(region)
        handling.take(row=of_region(region), adviser=adviser, at=NOW)
        handling.ask_candidate(row=of_region(region), adviser=adviser, at=NOW)
        handling.introduce(row=of_region(region), adviser=adviser, at=NOW)
        handling.close(row=of_region(region), adviser=adviser, outcome=Outcome.TRIAL, at=NOW)

    assert [tell_askers(at=NOW + QUIET) for _ in range(2)] == [1, 0]
    assert mailed() == ["Uw contactverzoek is ontvangen", "Nieuws over uw contactverzoek"]


def test_nobody_ticked_is_nobody_asked_for(client: Client, employer: Membership) -> None:
    for code in shown(client):
        client.post("/selectie/", {"ref": code, "query": "rijbewijs=B"})
    page = client.get("/contactverzoeken/nieuw/")
    assert [one.asked.questions for one in page.context["chosen"].choices] == [("Rijbewijs",), ("Rijbewijs",)]

    refused = client.post("/contactverzoeken/nieuw/", WORK)
    assert (refused.status_code, ContactRequest.objects.count()) == (400, 0)
    client.post("/contactverzoeken/nieuw/", {**WORK, "kandidaat": shown(client)})
    assert {tuple(row.questions) for row in ContactCandidate.objects.all()} == {("Rijbewijs",)}


def test_a_visitor_cannot_fill_a_post_box(client: Client, employer: Membership) -> None:
    guest = Client()
    for number in range(5):
        asks = {**WORK, "work": f"Werk {number}", "kandidaat": shown(guest), "name": "X", "address": "x@example.org"}
        assert "Kijk in uw e-mail" in guest.post("/contactverzoeken/nieuw/", asks).content.decode()

    assert OutgoingMail.objects.count() == 3


def test_what_nobody_confirmed_and_what_is_long_over_goes(client: Client, request_of_two: ContactRequest) -> None:
    guest = Client()
    asks = {**WORK, "kandidaat": shown(guest), "name": "X", "address": "x@example.org"}
    guest.post("/contactverzoeken/nieuw/", asks)
    now = request_of_two.asked_at

    assert [forget_contact(at=now + dt.timedelta(days=days)) for days in (2, 4, 700, 731)] == [0, 1, 0, 1]
