"""Contact requests: one whatever is sent twice, split by true region inside, and the same words for every no."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client

from explorer.contact import handling, routing
from explorer.contact.states import NEXT, Reason, State, StepError, require_step
from explorer.contact.working_days import working_days_after
from explorer.models import ContactCandidate, ContactRequest, Membership, Organisation, OutgoingMail, SonarDoubt
from profiles.models import AuditAction, AuditEvent, Mask, Route
from tests.explorer.contact.asked import WORK, adviser_of, asked, of_region, shown
from tests.factories import NOW, make_membership

pytestmark = pytest.mark.django_db


def test_one_request_lies_in_the_queues_of_the_true_regions(client: Client, employer: Membership) -> None:
    request = asked(client)
    assert routing.route(at=NOW) == 2

    assert set(request.candidates.values_list("region", flat=True)) == {1, 4}
    page = client.get(f"/contactverzoeken/{request.key}/").content.decode()
    assert not [word for word in ("Drenthe", "Groningen", "WZ0") if word in page]
    assert AuditEvent.objects.filter(action=AuditAction.OPENING, about="routing").count() == 2


def test_the_same_question_twice_is_one_request(client: Client, employer: Membership) -> None:
    for _ in range(3):
        asked(client)

    assert (ContactRequest.objects.count(), ContactCandidate.objects.count()) == (1, 2)


def test_what_the_card_leaves_open_goes_along(client: Client, employer: Membership) -> None:
    asked(client, query="rijbewijs=B")

    assert ContactCandidate.objects.first().questions == ["Rijbewijs"]  # type: ignore[union-attr] # it is there


def test_the_work_that_was_searched_for_is_filled_in_already(client: Client, employer: Membership) -> None:
    [first, _second] = shown(client)
    client.post("/selectie/", {"ref": first, "query": "taaksoort=TS06&rijbewijs=B"})

    assert (
        client.get("/contactverzoeken/nieuw/").context["form"]["work"].value()
        == "Intern transport en heftruck rijden"
    )
    assert client.get(f"/contactverzoeken/nieuw/?kandidaat={first}").context["form"]["work"].value() != ""


def test_a_message_with_personal_data_is_refused(client: Client, employer: Membership) -> None:
    answer = client.post(
        "/contactverzoeken/nieuw/", {**WORK, "kandidaat": shown(client), "message": "Bel 06-12345678"}
    )

    assert answer.status_code == 400
    assert not ContactRequest.objects.exists()


def test_without_an_account_a_mail_confirms_it_first(client: Client, employer: Membership) -> None:
    guest = Client()
    guest_asked = {**WORK, "kandidaat": shown(guest), "name": "Bakkerij", "address": "bak@example.org"}
    guest.post("/contactverzoeken/nieuw/", guest_asked)
    assert routing.route(at=NOW) == 0
    (path,) = re.findall(r"http://127.0.0.1:8000(\S+)", OutgoingMail.objects.get().text)
    guest.get(path)
    assert routing.route(at=NOW) == 0

    assert guest.post(path).status_code == 302
    assert routing.route(at=NOW) == 2


def test_another_organisation_cannot_see_it(client: Client, employer: Membership) -> None:
    request = asked(client)
    client.force_login(make_membership(Membership.Role.EMPLOYER).user)

    assert client.get(f"/contactverzoeken/{request.key}/").status_code == 404
    assert client.get("/contactverzoeken/wachtrij/").status_code == 403


def test_an_adviser_sees_and_handles_the_own_region_only(client: Client, employer: Membership) -> None:
    asked(client)
    routing.route(at=NOW)
    client.force_login(adviser_of(4).user)
    own, other = of_region(4), of_region(1)

    parts = client.get("/contactverzoeken/wachtrij/").context["parts"]
    assert [view.row.region for part in parts for asking in part.askings for view in asking.views] == [4]
    assert client.get(f"/contactverzoeken/wachtrij/{other.request.key}/{other.code}/").status_code == 404
    opened = client.post(f"/contactverzoeken/wachtrij/{own.request.key}/{own.code}/persoon/")
    assert "WZ0" in opened.content.decode()
    assert AuditEvent.objects.filter(action=AuditAction.OPENING, about="request").count() == 1


def test_a_request_goes_from_the_queue_to_an_outcome(client: Client, employer: Membership) -> None:
    request = asked(client)
    routing.route(at=NOW)
    client.force_login(adviser_of(4).user)
    row = of_region(4)
    for step in ({"stap": "take"}, {"stap": "ask"}, {"stap": "introduce"}, {"stap": "close", "afloop": "hired"}):
        client.post(f"/contactverzoeken/wachtrij/{row.request.key}/{row.code}/stap/", step)

    row.refresh_from_db()
    assert (row.state, row.outcome, row.profile_key) == ("closed", "hired", "")
    client.force_login(employer.user)
    assert "Aangenomen." in client.get(f"/contactverzoeken/{request.key}/").content.decode()


@pytest.mark.parametrize("is_expired", [False, True], ids=["withdrawn", "expired"])
def test_who_refused_withdrew_or_expired_looks_the_same(
    client: Client, employer: Membership, *, is_expired: bool
) -> None:
    request = asked(client)
    routing.route(at=NOW)
    refused, withdrawn = of_region(4), of_region(1)
    handling.refuse(row=refused, adviser=adviser_of(4), reason=Reason.UNAVAILABLE, at=NOW)
    if is_expired:
        Route.objects.filter(number=1).delete()
    else:
        Mask.objects.create(generation_id=Route.objects.all()[0].generation_id, number=1)
    routing.route(at=NOW)

    views = client.get(f"/contactverzoeken/{request.key}/").context["candidates"]
    assert len({(view.state, view.text, view.questions, view.steps, view.can_be_seen) for view in views}) == 1
    assert not ContactCandidate.objects.exclude(profile_key="").exists()
    withdrawn.refresh_from_db()
    assert withdrawn.reason == refused.__class__.objects.get(pk=refused.pk).reason


def test_of_two_advisers_one_is_first_and_absence_is_covered(client: Client, employer: Membership) -> None:
    asked(client)
    routing.route(at=NOW)
    first, second = adviser_of(4), adviser_of(4)
    handling.take(row=of_region(4), adviser=first, at=NOW)
    handling.take(row=of_region(4), adviser=second, at=NOW)  # the first is away
    assert of_region(4).adviser == second.user
    handling.refuse(row=of_region(4), adviser=second, reason=Reason.FILLED, at=NOW)

    with pytest.raises(StepError):
        handling.ask_candidate(row=of_region(4), adviser=first, at=NOW)
    with pytest.raises(handling.NotOursError):
        handling.take(row=of_region(1), adviser=first, at=NOW)


def test_who_was_introduced_cannot_be_refused_any_more_by_a_colleague_with_an_old_page(
    client: Client, employer: Membership
) -> None:
    asked(client)
    routing.route(at=NOW)
    adviser, row = adviser_of(4), of_region(4)
    for step in (handling.take, handling.ask_candidate, handling.introduce):
        step(row=row, adviser=adviser, at=NOW)

    with pytest.raises(StepError):
        handling.refuse(row=row, adviser=adviser_of(4), reason=Reason.FILLED, at=NOW)

    assert of_region(4).profile_key  # still the way back to the person, until the outcome is known


def test_a_wrong_field_in_sonar_is_noted_of_nobody(client: Client, employer: Membership) -> None:
    asked(client)
    routing.route(at=NOW)
    row = of_region(4)
    client.force_login(adviser_of(4).user)
    client.post(
        f"/contactverzoeken/wachtrij/{row.request.key}/{row.code}/stap/", {"stap": "doubt", "veld": "licence"}
    )

    assert SonarDoubt.objects.values_list("region", "field").get() == (4, "licence")


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-23T12:00", "2026-11-25"),  # Monday
        ("2026-11-27T12:00", "2026-12-01"),  # over a weekend
        ("2026-11-28T12:00", "2026-12-02"),  # on a Saturday: from Monday on
        ("2026-12-24T12:00", "2026-12-29"),  # Christmas
        ("2026-04-24T12:00", "2026-04-29"),  # King's Day
    ],
)
def test_the_clock_knows_weekends_and_holidays(start: str, due: str) -> None:
    at = dt.datetime.fromisoformat(f"{start}+00:00")

    assert working_days_after(at, 2).date().isoformat() == due


def test_no_step_leads_out_of_an_end() -> None:
    assert [state for state, after in NEXT.items() if not after] == [State.IMPOSSIBLE, State.CLOSED]
    with pytest.raises(StepError):
        require_step(State.RECEIVED, State.CLOSED)


def test_without_signing_in_nobody_learns_whether_there_is_a_request(client: Client, employer: Membership) -> None:
    request, visitor = asked(client), Client()

    for key in (request.key, uuid.UUID(int=0)):
        assert visitor.get(f"/contactverzoeken/{key}/").headers["Location"].startswith("/inloggen/")


def test_at_its_first_request_the_adviser_checks_who_an_organisation_is(client: Client, employer: Membership) -> None:
    Organisation.objects.filter(pk=employer.organisation_id).update(checked_at=None, checked_by="")
    request = asked(client)
    routing.route(at=NOW)
    adviser = adviser_of(4)
    client.force_login(adviser.user)
    task = f"/contactverzoeken/wachtrij/{request.key}/{of_region(4).code}/"
    assert "Ik heb dit gecontroleerd" in client.get(task).content.decode()

    client.post(f"{task}stap/", {"stap": "check"})

    employer.organisation.refresh_from_db()
    assert (employer.organisation.is_checked, employer.organisation.checked_by) == (True, adviser.user.username)
    assert "Ik heb dit gecontroleerd" not in client.get(task).content.decode()
