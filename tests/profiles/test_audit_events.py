"""Who saw whom, written down before anyone sees it."""

import json

import pytest
from django.db import DatabaseError
from django.forms.models import model_to_dict

from profiles import audit, keys
from profiles.audit import Viewer
from profiles.models import AuditEvent
from tests.factories import NOW

pytestmark = pytest.mark.django_db

VIEWER = Viewer("o:7", "jansen", "Bakkerij Jansen", "employer", "web")


def test_one_event_says_who_saw_whom_where_and_when() -> None:
    audit.record(viewer=VIEWER, action="results", people=["key 1", "key 2"], at=NOW)

    assert model_to_dict(AuditEvent.objects.get(), exclude=["id", "mac"]) == {
        "at": NOW,
        "actor": "jansen",
        "organisation": "Bakkerij Jansen",
        "role": "employer",
        "origin": "web",
        "action": "results",
        "people": ["key 1", "key 2"],
    }


@pytest.mark.parametrize(
    "change", [{"actor": "smit"}, {"people": ["key 1"]}, {"action": "card"}, {"at": NOW.replace(year=2025)}]
)
def test_an_event_that_was_changed_no_longer_bears_its_mark(change: dict[str, object]) -> None:
    audit.record(viewer=VIEWER, action="results", people=["key 1", "key 2"], at=NOW)
    assert AuditEvent.objects.get().mac == mark_of(AuditEvent.objects.get())

    AuditEvent.objects.update(**change)

    assert AuditEvent.objects.get().mac != mark_of(AuditEvent.objects.get())


def test_what_cannot_be_logged_is_an_error_so_that_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(**_: object) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(AuditEvent.objects, "create", no_room)

    with pytest.raises(DatabaseError):
        audit.record(viewer=VIEWER, action="card", people=["key 1"], at=NOW)


def mark_of(event: AuditEvent) -> str:
    """The mark that the stored values should bear."""
    names = ("actor", "organisation", "role", "origin", "action", "people")
    values = {"at": event.at.isoformat(), **{name: getattr(event, name) for name in names}}
    return keys.audit_mark(json.dumps(values, sort_keys=True))
