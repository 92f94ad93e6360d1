"""Auditors search the log, print a report for a person, and leave their own trace with every look."""

import datetime as dt
from typing import Any

import pytest
from django.forms import Select
from django.test import Client
from pytest_django.asserts import assertHTMLEqual

from explorer.admin.audit_form import AuditForm
from explorer.groups import write_groups
from explorer.models import Membership, Organisation, ProfileReference
from profiles import keys
from profiles.audit import raise_alarm
from profiles.models import Alarm, AuditAction, AuditEvent, RecordTrace, Route
from tests.auditing import VIEWER, full_disk, logged
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
Role = Membership.Role
LOG, REPORT, ALARMS = (f"/admin/profiles/{page}" for page in ("auditevent/", "auditevent/rapport/", "alarm/"))
DAY = dt.timedelta(days=1)


@pytest.fixture
def auditor(client: Client) -> Client:
    write_groups()
    client.force_login(make_membership(Role.AUDITOR).user)
    return client


@pytest.fixture
def looks() -> tuple[Membership, str]:
    """Two people are published; a member saw both and opened one, a visitor saw both. The member, and that one."""
    published({}, {})
    member = make_membership("employer")
    client = Client()
    client.force_login(member.user)
    code: str = client.get("/kandidaten/").context["page"].cards[0].ref
    client.get(f"/kandidaten/{code}/")
    Client().get("/kandidaten/")
    key = ProfileReference.objects.get(viewer=f"o:{member.organisation.pk}", code=code).profile_key
    RecordTrace.objects.create(record_key=keys.record_key("WZ1"), profile_key=key)
    return member, code


def found(auditor: Client, **asked: Any) -> list[tuple[str, str]]:
    """Actor and action of what the page shows, newest first."""
    answer = auditor.post(LOG, asked)
    assert answer.status_code == 200, answer.context["form"].errors
    return [(event.actor, event.action) for event in answer.context["found"].object_list]


def test_the_newest_looks_are_there_without_a_question(auditor: Client, looks: tuple[Membership, str]) -> None:
    text = auditor.get(LOG).content.decode()

    assert "bezoeker" in text
    assert looks[0].organisation.name in text
    assert "lijst met resultaten" in text


def test_the_log_is_searched_by_who_looked(auditor: Client, looks: tuple[Membership, str]) -> None:
    member = looks[0]
    both = [(member.user.username, "card"), (member.user.username, "results")]

    assert found(auditor, actor=member.user.username[:-1].upper() + member.user.username[-1:])[:2] == both
    assert found(auditor, organisation=member.organisation.pk) == both
    assert found(auditor, organisation=make_membership().organisation.pk) == []


def test_the_log_is_searched_by_period(auditor: Client) -> None:
    for number in range(4):
        logged("key", at=NOW + number * DAY)
    days = {"start": "2026-11-24", "end": "2026-11-25"}

    assert len(found(auditor, actor="jansen", **days)) == 2
    assert len(found(auditor, actor="jansen", start="2026-11-26")) == 1
    assert len(found(auditor, actor="jansen", end="2026-11-23")) == 1


def test_the_log_is_searched_by_person(auditor: Client, looks: tuple[Membership, str]) -> None:
    member, code = looks
    three = [AuditAction.RESULTS, AuditAction.CARD, AuditAction.RESULTS]
    for asked in ({"reference": code}, {"reference": code.lower(), "organisation": member.organisation.pk}):
        assert [action for _, action in found(auditor, **asked)][-3:] == three
    by_number = [action for _, action in found(auditor, sonar_id="WZ1")]

    assert by_number == [*[AuditAction.LOG_SEARCH] * 3, *three], "questions about the person are found too"


@pytest.mark.parametrize(
    ("asked", "field", "reason"),
    [
        ({"reference": "D7K-4MPQ"}, "reference", "van niemand"),
        ({"sonar_id": "WZ404"}, "sonar_id", "niemand gepubliceerd"),
        ({"sonar_id": "WZ1", "reference": "D7K-4MPQ"}, "sonar_id", "niet allebei"),
        ({"start": "2026-11-24", "end": "2026-11-23"}, "end", "Kies een latere"),
    ],
)
def test_what_cannot_be_answered_says_why(auditor: Client, asked: dict[str, str], field: str, reason: str) -> None:
    answer = auditor.post(LOG, asked)

    assert answer.status_code == 400
    assert reason in str(answer.context["form"].errors[field])
    assert AuditEvent.objects.get().action == AuditAction.LOG_SEARCH


def test_every_look_at_the_log_is_itself_logged(auditor: Client, looks: tuple[Membership, str]) -> None:
    before = AuditEvent.objects.count()
    auditor.get(LOG)
    auditor.post(LOG, {"actor": "jansen", "start": "2026-11-01"})
    auditor.post(LOG, {"sonar_id": "WZ1"})
    auditor.post(REPORT, {"reference": looks[1]})
    auditor.get(ALARMS)

    own = AuditEvent.objects.order_by("pk")[before:]
    person = (RecordTrace.objects.get().profile_key,)
    assert [(event.action, event.about, event.people) for event in own] == [
        ("log_search", "", ()),
        ("log_search", "Wie, Vanaf", ()),
        ("log_search", "Nummer in Sonar", person),
        ("log_report", "", person),
        ("log_search", "alarmen", ()),
    ]
    assert {(event.origin, event.purpose, event.role) for event in own} == {("admin", "oversight", "auditor")}


def test_a_look_that_cannot_be_logged_is_refused(auditor: Client, looks: tuple[Membership, str]) -> None:
    auditor.raise_request_exception = False
    with full_disk():
        answer = auditor.get(LOG)

    assert answer.status_code == 500
    assert "bezoeker" not in answer.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
@pytest.mark.parametrize("address", [LOG, REPORT, ALARMS])
def test_nobody_else_sees_the_log(client: Client, role: Role, address: str) -> None:
    write_groups()
    client.force_login(make_membership(role).user)

    assert client.post(address, {"sonar_id": "WZ1"}).status_code in (302, 403)
    assert not AuditEvent.objects.exists()


def test_no_answer_says_whose_keys_these_are(auditor: Client, looks: tuple[Membership, str]) -> None:
    pages = [auditor.get(LOG), auditor.post(LOG, {"sonar_id": "WZ1"}), auditor.post(REPORT, {"sonar_id": "WZ1"})]

    for key in Route.objects.values_list("profile_key", flat=True):
        assert not any(key in page.content.decode() for page in pages)


def test_an_event_has_no_page_of_its_own(auditor: Client, looks: tuple[Membership, str]) -> None:
    event = AuditEvent.objects.first()
    assert event

    assert auditor.get(f"{LOG}{event.pk}/change/")["Location"] == LOG


def test_long_answers_come_in_pages(auditor: Client) -> None:
    for number in range(51):
        logged("key", at=NOW + number * DAY)

    first, second = (auditor.post(LOG, {"actor": "jansen", "page": page}).context["found"] for page in (1, 2))

    assert (len(first.object_list), len(second.object_list), first.paginator.count) == (50, 1, 51)


def test_the_auditor_sees_alarms_first(auditor: Client) -> None:
    raise_alarm(kind=Alarm.Kind.MASS_VIEWING, viewer=VIEWER, profiles=412, at=NOW)
    text = auditor.get(LOG).content.decode()

    assert "veel verschillende profielen in korte tijd" in text
    assert "412 profielen" in text
    assert "Bakkerij Jansen" in auditor.get(ALARMS).content.decode()


class TestReport:
    def test_it_says_which_organisation_when_how_and_what_for(
        self, auditor: Client, looks: tuple[Membership, str]
    ) -> None:
        member, code = looks
        text = " ".join(auditor.post(REPORT, {"reference": code}).content.decode().split())

        assert "Uw profiel is 2 keer getoond aan 1 organisatie." in text
        assert f"<td>{member.organisation.name}</td> <td>personeel zoeken</td>" in text
        assert "<td>lijst met resultaten, profiel</td>" in text

    def test_visitors_are_counted_apart(self, auditor: Client, looks: tuple[Membership, str]) -> None:
        Client().get("/kandidaten/")
        text = " ".join(auditor.post(REPORT, {"sonar_id": "WZ1"}).content.decode().split())

        assert "Uw profiel is 2 keer getoond, bij 2 bezoeken aan de website" in text

    def test_it_names_no_people_and_no_keys(self, auditor: Client, looks: tuple[Membership, str]) -> None:
        text = auditor.post(REPORT, {"reference": looks[1]}).content.decode()

        assert looks[0].user.username not in text
        assert "bezoeker " not in text
        assert looks[1] not in text

    def test_it_is_in_dutch_whatever_the_auditor_reads(self, auditor: Client, looks: tuple[Membership, str]) -> None:
        answer = auditor.post(REPORT, {"reference": looks[1]}, headers={"accept-language": "en"})

        assert "personeel zoeken" in answer.content.decode()

    def test_whom_nobody_saw_is_told_so(self, auditor: Client) -> None:
        published({})
        RecordTrace.objects.create(record_key=keys.record_key("WZ1"), profile_key=Route.objects.get().profile_key)

        assert "Niemand heeft uw profiel gezien." in auditor.post(REPORT, {"sonar_id": "WZ1"}).content.decode()

    def test_without_a_person_there_is_no_report(self, auditor: Client, looks: tuple[Membership, str]) -> None:
        answer = auditor.post(REPORT, {"actor": "jansen"})

        assert (answer.status_code, "over één persoon" in answer.content.decode()) == (400, True)
        assert AuditEvent.objects.latest("pk").action == AuditAction.LOG_SEARCH


def test_the_long_list_of_organisations_keeps_the_choice_and_escapes_names() -> None:
    names = ["Bakkerij", "Vis <b>& Co</b>"]
    first, second = (Organisation.objects.create(name=name, kind="employer") for name in names)
    form = AuditForm({"organisation": str(second.pk)})

    written = str(form["organisation"])

    plain = Select(choices=[("", "Alle"), (first.pk, names[0]), (second.pk, names[1])])
    assertHTMLEqual(written, plain.render("organisation", second.pk, {"id": "id_organisation"}))
    assert f'<option value="{first.pk}">Bakkerij</option>' in written
