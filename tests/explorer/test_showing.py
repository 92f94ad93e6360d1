"""Showing profiles: within the budgets of the day, whoever asks at the same time, and never twice counted."""

import datetime as dt
import logging

import pytest

from explorer.audience import Audience
from explorer.budget import Whose
from explorer.models import ProfileReference
from explorer.showing import show
from profiles.models import Alarm, AuditAction, AuditEvent
from tests.explorer.audiences import employer, visitor
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TOMORROW = NOW + dt.timedelta(days=1)


def people(first: int, last: int) -> list[str]:
    return [f"person {number}" for number in range(first, last + 1)]


def seen(audience: Audience, profiles: list[str], at: dt.datetime = NOW, *, partly: bool = True) -> list[str]:
    return list(show(audience=audience, profiles=profiles, at=at, partly=partly).known)


def used(audience: Audience) -> dict[Whose, int]:
    showing = show(audience=audience, profiles=[], at=NOW)
    return {budget.limit.whose: budget.used for budget in showing.budgets}


def test_a_person_sees_as_many_new_profiles_as_the_budget_allows() -> None:
    one = employer(most=5)

    assert seen(one, people(1, 3)) == people(1, 3)
    assert sorted(seen(one, people(4, 9))) == people(4, 5)
    assert seen(one, people(6, 9)) == []


def test_what_was_seen_before_is_always_shown_and_not_counted_again() -> None:
    one = employer(most=3)
    seen(one, people(1, 3))

    assert sorted(seen(one, people(1, 5))) == people(1, 3)
    assert used(one)[Whose.PERSON] == 3


def test_a_new_day_in_the_netherlands_brings_a_new_budget() -> None:
    one, late = employer(most=2), dt.datetime(2026, 11, 23, 22, 59, tzinfo=dt.UTC)
    seen(one, people(1, 2), late)

    assert seen(one, people(3, 4), late + dt.timedelta(seconds=59)) == []
    assert seen(one, people(3, 4), late + dt.timedelta(minutes=1)) == people(3, 4)


def test_colleagues_share_what_was_seen_and_the_budget_of_the_organisation() -> None:
    first, second = employer(person="a", most=3, shared=5), employer(person="b", most=3, shared=5)
    seen(first, people(1, 3))

    assert sorted(seen(second, people(1, 6))) == people(1, 5)
    assert used(second) == {Whose.PERSON: 2, Whose.ORGANISATION: 5}


def test_one_person_cannot_pass_the_budget_by_working_for_another_organisation_too() -> None:
    seen(employer(1, person="a", most=3), people(1, 2))

    assert len(seen(employer(2, person="a", most=3), people(1, 9))) == 1
    assert len(seen(employer(2, person="b", most=3), people(1, 9))) == 4


def test_another_organisation_is_not_stopped() -> None:
    seen(employer(1, person="a", most=2), people(1, 9))

    assert len(seen(employer(2, person="b", most=2), people(1, 2))) == 2


def test_a_visitor_with_fresh_sessions_is_stopped_by_the_network() -> None:
    for number in range(4):
        seen(visitor(f"session {number}", most=3, shared=7), people(number * 3, number * 3 + 2))

    assert ProfileReference.objects.of("n:n").count() == 7
    assert seen(visitor("another", most=3, shared=7), people(50, 52)) == []


def test_neighbours_who_look_at_the_same_first_page_cost_the_network_nothing() -> None:
    for number in range(5):
        assert len(seen(visitor(f"session {number}", most=3, shared=3), people(1, 3))) == 3


def test_an_answer_that_must_be_whole_takes_nothing_when_it_does_not_fit() -> None:
    one = employer(most=5)

    assert seen(one, people(1, 6), partly=False) == []
    assert used(one)[Whose.PERSON] == 0


def test_advisers_and_staff_are_never_stopped_but_raise_the_alarm(caplog: pytest.LogCaptureFixture) -> None:
    adviser = employer(most=3, is_stopped=False)
    with caplog.at_level(logging.WARNING):
        assert len(seen(adviser, people(1, 3))) == 3
        assert not Alarm.objects.exists()
        assert len(seen(adviser, people(4, 9))) == 6

    assert [event.action for event in AuditEvent.objects.all()] == [AuditAction.ALARM]
    assert caplog.messages == ["Alarm: budget. Look at it in the admin."]


def test_a_spent_budget_raises_one_alarm_a_day(caplog: pytest.LogCaptureFixture) -> None:
    one = employer(most=1)
    for at in (NOW, NOW, NOW, TOMORROW):
        seen(one, people(1, 9), at)

    assert [event.actor for event in AuditEvent.objects.all()] == ["persoon-a", "persoon-a"]
    assert len(caplog.messages) == 2


def test_a_network_raises_one_alarm_however_many_sessions_it_has() -> None:
    for number in range(4):
        seen(visitor(str(number), shared=1), people(number * 2, number * 2 + 1))

    assert [(alarm.viewer, alarm.actor) for alarm in Alarm.objects.all()] == [("n:n", "netwerk n")]
