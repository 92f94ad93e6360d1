"""UWV staff in the admin: what each role finds there, and the sync runs."""

import datetime as dt

import pytest
from django.test import Client

from explorer.models import Membership
from profiles.models import Progress
from sync import run_views
from sync.models import Rejection, SyncRun
from sync.tasks import run_sync
from tests.explorer.staff import staff
from tests.factories import NOW, published

pytestmark = pytest.mark.django_db
Role = Membership.Role
RUNS = "/admin/sync/syncrun/"


@pytest.fixture
def run() -> SyncRun:
    """A run that is done, with one record that could not be used."""
    run = SyncRun.objects.create(
        state=SyncRun.State.DONE,
        started_at=NOW,
        finished_at=NOW + dt.timedelta(seconds=83),
        read=5,
        applied=4,
        quarantined=1,
        published=4,
    )
    Rejection.objects.create(run=run, reason="missing", field="klantsoort", in_target_group=True)
    return run


def test_staff_find_their_work_on_the_first_page() -> None:
    text = staff(Role.VIEWER).get("/admin/").content.decode()

    for title in ("Synchronisaties", "Afgekeurde records", "Transparantie per kwartaal", "Uitgaven"):
        assert title in text
    assert "Inzagen" not in text


def test_the_auditor_also_finds_who_saw_whom() -> None:
    published({})
    Client().get("/kandidaten/")
    auditor = staff(Role.AUDITOR)

    assert "Inzagen" in auditor.get("/admin/").content.decode()
    assert "bezoeker" in auditor.get("/admin/profiles/auditevent/").content.decode()


def test_staff_see_what_a_run_read_and_how_long_it_took(run: SyncRun) -> None:
    client = staff(Role.VIEWER)
    text = client.get(RUNS).content.decode()

    assert "klaar" in text
    assert "0:01:23" in text
    assert client.get(f"{RUNS}{run.pk}/change/").status_code == 200


def test_staff_see_why_a_record_was_rejected_and_never_what_it_said(run: SyncRun) -> None:
    text = staff(Role.VIEWER).get("/admin/sync/rejection/").content.decode()

    assert "missing" in text
    assert "klantsoort" in text
    assert {field.name for field in Rejection._meta.fields} == {
        "id",
        "run",
        "reason",
        "field",
        "region",
        "in_target_group",
    }


@pytest.mark.parametrize("address", [f"{RUNS}add/", f"{RUNS}%d/delete/"])
def test_nobody_writes_or_erases_a_run_by_hand(run: SyncRun, address: str) -> None:
    path = address % run.pk if "%" in address else address

    assert staff(Role.OPERATOR).get(path).status_code == 403


def test_an_operator_starts_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(run_sync, "delay", lambda *, kind, by_hand: asked.append(kind))
    client = staff(Role.OPERATOR)

    assert "Nu alles ophalen" in client.get(RUNS).content.decode()
    client.post(f"{RUNS}starten/", {"kind": "full"})
    answer = client.post(f"{RUNS}starten/", {"kind": "delta"}, follow=True)

    assert asked == ["full", "delta"]
    assert "De synchronisatie is aangevraagd." in answer.content.decode()


def test_who_only_looks_cannot_start_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_sync, "delay", lambda **_: pytest.fail("a run was asked for"))
    client = staff(Role.VIEWER)

    assert "Nu alles ophalen" not in client.get(RUNS).content.decode()
    assert client.post(f"{RUNS}starten/").status_code == 403


@pytest.fixture
def stopped() -> SyncRun:
    """A run that would hide too many people."""
    return SyncRun.objects.create(state=SyncRun.State.WAITING, started_at=NOW, error="Too many people.")


def test_two_people_of_staff_let_a_stopped_run_go_on(stopped: SyncRun, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[SyncRun] = []
    monkeypatch.setattr(run_views, "call_workers", lambda *, run: called.append(run))
    address = f"{RUNS}{stopped.pk}/"
    operator, publisher = staff(Role.OPERATOR), staff(Role.PUBLISHER)

    assert "wacht op goedkeuring door twee mensen" in operator.get(RUNS).content.decode()
    assert "Too many people." in operator.get(f"{address}change/").content.decode()
    first = operator.post(f"{address}goedkeuren/", follow=True).content.decode()
    operator.post(f"{address}goedkeuren/")
    assert "Iemand anders moet het ook goedkeuren." in first
    assert "Goedkeuren: deze mensen verbergen" not in first
    assert called == []

    last = publisher.post(f"{address}goedkeuren/", follow=True).content.decode()

    assert "Twee mensen zijn het eens." in last
    assert called == [stopped]


def test_one_person_of_staff_can_refuse(stopped: SyncRun) -> None:
    answer = staff(Role.PUBLISHER).post(f"{RUNS}{stopped.pk}/weigeren/", follow=True)

    assert "Er is niemand verborgen." in answer.content.decode()
    assert SyncRun.objects.get().state == "failed"


def test_an_operator_takes_a_failed_run_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[SyncRun] = []
    monkeypatch.setattr(run_views, "call_workers", lambda *, run: called.append(run))
    failed = SyncRun.objects.create(state=SyncRun.State.FAILED, started_at=NOW, error="The feed broke off.")
    operator = staff(Role.OPERATOR)

    assert "Verdergaan waar hij was gebleven" in operator.get(f"{RUNS}{failed.pk}/change/").content.decode()
    operator.post(f"{RUNS}{failed.pk}/opnieuw/")

    assert called == [failed]
    assert SyncRun.objects.get().state == "reading"


def test_what_is_decided_too_late_is_said(run: SyncRun) -> None:
    answer = staff(Role.OPERATOR).post(f"{RUNS}{run.pk}/goedkeuren/", follow=True)

    assert "intussen veranderd" in answer.content.decode()


@pytest.mark.parametrize("decision", ["goedkeuren", "weigeren", "opnieuw"])
def test_who_only_looks_decides_nothing(stopped: SyncRun, decision: str) -> None:
    assert staff(Role.VIEWER).post(f"{RUNS}{stopped.pk}/{decision}/").status_code == 403


def test_staff_see_how_far_a_run_is_and_how_old_the_data_are(run: SyncRun) -> None:
    SyncRun.objects.filter(pk=run.pk).update(state="reading", total=20)
    Progress.objects.create(changed_at=NOW, complete_at=NOW - dt.timedelta(days=30))

    text = staff(Role.VIEWER).get(RUNS).content.decode()

    assert '<progress max="100" value="25">25%</progress>' in text
    assert "Dat is te lang geleden." in text
