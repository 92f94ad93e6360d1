"""Looking at very many people in a short time stops nobody and goes unnoticed by no auditor."""

import datetime as dt
from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from profiles.audit import raise_alarm
from profiles.audit.alarms import check_log
from profiles.audit.seal import seal
from profiles.models import Alarm, AuditAction, AuditEvent
from profiles.tasks import check_audit
from tests.auditing import VIEWER, logged, run_sql, triggers_off
from tests.factories import NOW

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _ten_in_an_hour(settings: Settings) -> None:
    settings.ALARM_PROFILES, settings.ALARM_WINDOW_MINUTES = 10, 60


def look(people: range, *, after: int = 0, actor: str = "jansen", action: AuditAction = AuditAction.CARD) -> None:
    """One look at these people, so many minutes after the beginning, and a sealer that comes by."""
    at = NOW + after * MINUTE
    viewer = replace(VIEWER, actor=actor)
    logged(*(f"key{number}" for number in people), viewer=viewer, action=action, at=at)
    seal(at=at)


def alarms() -> list[tuple[str, str, int]]:
    return list(Alarm.objects.values_list("kind", "actor", "profiles"))


def test_more_different_people_than_allowed_raises_an_alarm() -> None:
    look(range(6))
    look(range(6, 11), after=5)

    assert alarms() == [("mass_viewing", "jansen", 11)]


def test_the_same_people_again_do_not() -> None:
    for minute in range(5):
        look(range(10), after=minute)

    assert alarms() == []


def test_neither_do_many_people_over_a_long_time() -> None:
    look(range(8))
    look(range(8, 16), after=61)

    assert alarms() == []


def test_nor_two_people_who_look_at_half_of_them_each() -> None:
    look(range(8))
    look(range(8, 16), actor="smit")

    assert alarms() == []


def test_what_shows_nobody_does_not_count() -> None:
    look(range(30), action=AuditAction.LOOKUP)

    assert alarms() == []


def test_an_alarm_is_raised_once_a_day_and_is_itself_in_the_log() -> None:
    look(range(11))
    look(range(11, 30), after=1)
    look(range(11), after=24 * 60)

    assert [kind for kind, *_ in alarms()] == ["mass_viewing", "mass_viewing"]
    events = AuditEvent.objects.filter(action=AuditAction.ALARM)
    assert [(event.actor, event.about, event.people) for event in events] == [("jansen", "mass_viewing: 11", ())] * 2


def test_others_can_raise_an_alarm_too() -> None:
    assert raise_alarm(kind=Alarm.Kind.BUDGET, viewer=VIEWER, profiles=500, at=NOW)
    assert not raise_alarm(kind=Alarm.Kind.BUDGET, viewer=VIEWER, profiles=501, at=NOW)

    assert alarms() == [("budget", "jansen", 500)]


def test_the_applications_own_log_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    raise_alarm(kind=Alarm.Kind.BUDGET, viewer=VIEWER, profiles=500, at=NOW)

    assert [record.getMessage() for record in caplog.records] == ["Alarm: budget. Look at it in the admin."]


def test_a_log_that_was_tampered_with_raises_an_alarm_by_itself() -> None:
    look(range(3))
    check_audit()
    assert alarms() == []

    with triggers_off():
        run_sql("UPDATE profiles_auditevent SET actor = 'smit'")

    assert not check_log(at=NOW)
    assert alarms() == [("tampering", "systeem", 0)]
