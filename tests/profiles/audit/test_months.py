"""A closed month ends in a checkpoint; when its term is over its events go, and the rest still verifies."""

import datetime as dt

import pytest
from django.conf import settings

from profiles import keys
from profiles.audit import heads
from profiles.audit.months import TamperedError, close_months, forget_traces, remove_expired
from profiles.audit.seal import seal
from profiles.audit.verify import Verdict, verify
from profiles.models import AuditCheckpoint, AuditEvent, AuditRemoval, AuditSeal, LastShown, RecordTrace
from profiles.tasks import keep_audit
from tests.auditing import logged, run_sql, triggers_off
from tests.factories import NOW, published

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = (dt.datetime(2026, month, 15, 12, tzinfo=dt.UTC) for month in (9, 10, 11))


@pytest.fixture(autouse=True)
def _three_months() -> None:
    """Two looks in September, one in October, one in November."""
    for at, people in ((SEPTEMBER, ("a", "b")), (OCTOBER, ("c",)), (NOVEMBER, ("d",))):
        for key in people:
            logged(key, at=at)
        seal(at=at)


def months() -> list[tuple[int, int, int]]:
    return [(one.month.month, one.first, one.last) for one in AuditCheckpoint.objects.order_by("month")]


def test_every_month_that_is_over_is_closed_once() -> None:
    close_months(at=NOVEMBER)
    close_months(at=NOVEMBER)

    assert months() == [(9, 1, 2), (10, 3, 3)]
    assert verify() == Verdict(ok=True, events=4)


def test_a_month_ends_at_midnight_in_the_netherlands() -> None:
    logged("late", at=dt.datetime(2026, 11, 30, 22, 59, tzinfo=dt.UTC))
    seal(at=dt.datetime(2026, 11, 30, 22, 59, tzinfo=dt.UTC))
    logged("early", at=dt.datetime(2026, 11, 30, 23, 1, tzinfo=dt.UTC))
    seal(at=dt.datetime(2026, 11, 30, 23, 1, tzinfo=dt.UTC))

    close_months(at=dt.datetime(2026, 12, 5, tzinfo=dt.UTC))

    assert months()[-1] == (11, 4, 5)


def test_a_month_whose_term_is_over_goes_and_the_rest_still_verifies() -> None:
    close_months(at=NOVEMBER)

    assert remove_expired(months=1, at=NOVEMBER) == 2

    assert [event.people for event in AuditEvent.objects.order_by("pk")] == [("c",), ("d",)]
    assert verify() == Verdict(ok=True, events=2)
    assert not heads.file_of(SEPTEMBER.date()).exists()
    assert set(LastShown.objects.values_list("profile_key", flat=True)) == {"c", "d"}


def test_removing_again_removes_nothing_and_the_chain_goes_on() -> None:
    close_months(at=NOVEMBER)
    remove_expired(months=0, at=NOVEMBER)
    assert remove_expired(months=0, at=NOVEMBER) == 0

    logged("e", at=NOVEMBER)
    seal(at=NOVEMBER)

    assert AuditSeal.objects.last_number() == 5
    assert verify() == Verdict(ok=True, events=2)


def test_the_chain_goes_on_even_when_everything_was_removed() -> None:
    december = NOVEMBER.replace(month=12)
    close_months(at=december)
    remove_expired(months=0, at=december)
    assert not AuditSeal.objects.exists()

    logged("e", at=december)
    seal(at=december)

    assert AuditSeal.objects.get().number == 5
    assert verify() == Verdict(ok=True, events=1)


def test_a_removal_that_was_interrupted_goes_on() -> None:
    close_months(at=NOVEMBER)
    with triggers_off():
        run_sql("DELETE FROM profiles_auditevent WHERE id = %s", AuditSeal.objects.get(number=1).event_id)
        run_sql("DELETE FROM profiles_auditseal WHERE number = 1")
    assert verify().first_bad == 1
    with pytest.raises(TamperedError, match="Event 1"):
        remove_expired(months=1, at=NOVEMBER)

    month = AuditCheckpoint.objects.get(first=1)
    from profiles.audit.marks import removal_mark

    AuditRemoval.objects.create(checkpoint=month, removed_at=NOVEMBER, mac=removal_mark(month.month, NOVEMBER))

    assert remove_expired(months=1, at=NOVEMBER) == 1
    assert verify() == Verdict(ok=True, events=2)


def test_a_month_stolen_under_a_forged_removal_shows() -> None:
    close_months(at=NOVEMBER)
    month = AuditCheckpoint.objects.get(first=1)
    AuditRemoval.objects.create(checkpoint=month, removed_at=NOVEMBER, mac=keys.digest("guessed"))
    run_sql("DELETE FROM profiles_auditevent WHERE id <= %s", AuditSeal.objects.get(number=2).event_id)
    run_sql("DELETE FROM profiles_auditseal WHERE number <= 2")

    assert verify().first_bad == 1


def test_a_changed_checkpoint_shows() -> None:
    close_months(at=NOVEMBER)
    with triggers_off():
        run_sql("UPDATE profiles_auditcheckpoint SET link = 'x' WHERE first = 3")

    assert verify().first_bad == 3


def test_a_month_cut_off_behind_its_checkpoint_shows() -> None:
    close_months(at=NOVEMBER)
    with triggers_off():
        run_sql("DELETE FROM profiles_auditevent")
        run_sql("DELETE FROM profiles_auditseal")
    for path in settings.AUDIT_HEADS_DIR.iterdir():
        path.unlink()

    assert verify().first_bad == 1


def test_nothing_is_removed_from_a_log_that_was_tampered_with() -> None:
    close_months(at=NOVEMBER)
    with triggers_off():
        run_sql("UPDATE profiles_auditevent SET actor = 'smit'")

    with pytest.raises(TamperedError, match="An event was changed"):
        remove_expired(months=1, at=NOVEMBER)
    assert AuditEvent.objects.count() == 4


def test_whose_keys_were_whose_is_known_while_someone_is_published_or_in_the_log() -> None:
    published({})
    keep = (keys.profile_key("person 0"), "a")
    for profile_key in (*keep, "gone"):
        RecordTrace.objects.create(record_key=f"record of {profile_key[:4]}", profile_key=profile_key)

    assert forget_traces() == 1
    assert set(RecordTrace.objects.values_list("profile_key", flat=True)) == set(keep)


def test_the_nightly_task_closes_and_removes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("profiles.tasks.timezone.now", lambda: NOW.replace(year=NOW.year + 3))
    keep_audit()

    assert [one.month.month for one in AuditCheckpoint.objects.order_by("month")] == [9, 10, 11]
    assert not AuditEvent.objects.exists()
    assert verify() == Verdict(ok=True, events=0)
