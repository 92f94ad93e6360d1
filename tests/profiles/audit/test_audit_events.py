"""Who saw whom, written down before anyone sees it."""

import pytest
from django.db import DatabaseError, transaction
from django.forms.models import model_to_dict

from profiles import audit
from profiles.audit.marks import mark_of
from profiles.models import AuditAction, AuditEvent
from tests.auditing import VIEWER, full_disk, logged
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_one_event_says_who_saw_whom_where_when_and_what_for() -> None:
    audit.record(viewer=VIEWER, action=AuditAction.RESULTS, people=["key1", "key2"], at=NOW)

    assert model_to_dict(AuditEvent.objects.get(), exclude=["id", "mac"]) == {
        "at": NOW,
        "viewer": "o:7",
        "actor": "jansen",
        "organisation": "Bakkerij Jansen",
        "role": "employer",
        "origin": "web",
        "purpose": "recruit",
        "action": "results",
        "about": "",
        "people": ("key1", "key2"),
    }


@pytest.mark.parametrize(
    "change", [{"actor": "smit"}, {"people": ("key1",)}, {"action": "card"}, {"at": NOW.replace(year=2025)}]
)
def test_an_event_that_was_changed_no_longer_bears_its_mark(change: dict[str, object]) -> None:
    logged("key1", "key2")
    event = AuditEvent.objects.get()
    assert event.mac == mark_of(event)

    for name, value in change.items():
        setattr(event, name, value)

    assert event.mac != mark_of(event)


def test_two_values_cannot_be_shifted_into_one_another_under_the_same_mark() -> None:
    one, other = (AuditEvent(at=NOW, actor=actor, organisation=name) for actor, name in (("a", "bc"), ("ab", "c")))

    assert mark_of(one) != mark_of(other)


def test_what_cannot_be_logged_is_an_error_so_that_nothing_is_shown() -> None:
    with full_disk(), pytest.raises(DatabaseError, match=r"disk.is.full"):
        logged("key1")


def test_a_look_is_never_logged_in_a_transaction_that_could_still_be_taken_back() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        logged("key1")
