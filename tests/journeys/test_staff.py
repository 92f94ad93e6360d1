"""UWV staff in the admin: what each role finds there, and the sync runs."""

import datetime as dt

import pytest
from django.test import Client

from explorer.groups import write_groups
from explorer.models import Membership
from sync.models import Rejection, SyncRun
from sync.tasks import run_sync
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
Role = Membership.Role
RUNS = "/admin/sync/syncrun/"


def signed_in(role: Role) -> Client:
    """A client of someone with this role."""
    write_groups()
    client = Client()
    client.force_login(make_membership(role).user)
    return client


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
    text = signed_in(Role.VIEWER).get("/admin/").content.decode()

    for title in ("Synchronisaties", "Afgekeurde records", "Transparantie per kwartaal", "Uitgaven"):
        assert title in text
    assert "Inzagen" not in text


def test_the_auditor_also_finds_who_saw_whom() -> None:
    published({})
    Client().get("/kandidaten/")
    auditor = signed_in(Role.AUDITOR)

    assert "Inzagen" in auditor.get("/admin/").content.decode()
    assert "bezoeker" in auditor.get("/admin/profiles/auditevent/").content.decode()


def test_staff_see_what_a_run_read_and_how_long_it_took(run: SyncRun) -> None:
    client = signed_in(Role.VIEWER)
    text = client.get(RUNS).content.decode()

    assert "klaar" in text
    assert "0:01:23" in text
    assert client.get(f"{RUNS}{run.pk}/change/").status_code == 200


def test_staff_see_why_a_record_was_rejected_and_never_what_it_said(run: SyncRun) -> None:
    text = signed_in(Role.VIEWER).get("/admin/sync/rejection/").content.decode()

    assert "missing" in text
    assert "klantsoort" in text
    assert {field.name for field in Rejection._meta.fields} == {"id", "run", "reason", "field", "in_target_group"}


@pytest.mark.parametrize("address", [f"{RUNS}add/", f"{RUNS}%d/delete/"])
def test_nobody_writes_or_erases_a_run_by_hand(run: SyncRun, address: str) -> None:
    path = address % run.pk if "%" in address else address

    assert signed_in(Role.OPERATOR).get(path).status_code == 403


def test_an_operator_starts_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(run_sync, "delay", lambda: asked.append(True))
    client = signed_in(Role.OPERATOR)

    assert "Nu synchroniseren" in client.get(RUNS).content.decode()
    answer = client.post(f"{RUNS}starten/", follow=True)

    assert asked == [True]
    assert "De synchronisatie is aangevraagd." in answer.content.decode()


def test_who_only_looks_cannot_start_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_sync, "delay", lambda: pytest.fail("a run was asked for"))
    client = signed_in(Role.VIEWER)

    assert "Nu synchroniseren" not in client.get(RUNS).content.decode()
    assert client.post(f"{RUNS}starten/").status_code == 403
