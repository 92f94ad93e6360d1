"""Closed months of the log: each ends in a checkpoint, and goes as a whole when its term is over.

This is the only way in which events leave the log. The triggers let them go once the removal is written down; its
mark needs the key, so that `profiles/audit/verify.py` tells a removal from a theft.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from profiles.audit import heads
from profiles.audit.marks import checkpoint_mark, removal_mark
from profiles.audit.verify import verify
from profiles.calendar import AMSTERDAM, day_of
from profiles.models import (
    Alarm,
    AuditCheckpoint,
    AuditEvent,
    AuditRemoval,
    AuditSeal,
    LastShown,
    RecordTrace,
    Route,
)

CHUNK = 200  # events in one transaction: some 20 ms on SQLite, so that no page waits


class TamperedError(Exception):
    """The log is not as it was written, so nothing of it may go: it is evidence."""


def close_months(*, at: dt.datetime) -> list[AuditCheckpoint]:
    """Ends every month that is over, in which something was sealed, in a checkpoint; returns the new ones."""
    closed = []
    while month := _next_to_close(at):
        closed.append(_close(month))
    return closed


def remove_expired(*, months: int, at: dt.datetime) -> int:
    """Removes closed months that began more than so many months ago; returns how many events went.

    An interrupted removal goes on the next time.

    Raises:
        TamperedError: the log does not verify.
    """
    before = _months_before(day_of(at), months)
    expired = list(AuditCheckpoint.objects.expired(before).order_by("month"))
    due = [month for month in expired if AuditSeal.objects.filter(number__range=(month.first, month.last)).exists()]
    if not due:
        return 0
    verdict = verify()
    if not verdict.ok:
        raise TamperedError(f"Nothing was removed. Event {verdict.first_bad} of the log: {verdict.problem}")
    removed = sum(_remove(month, at) for month in due)
    _forget_beside_the_log(before)
    return removed


def forget_traces() -> int:
    """Forgets whose keys were whose for people who are neither published nor in the log; returns how many."""
    published = Route.objects.filter(profile_key=OuterRef("profile_key"))
    logged = LastShown.objects.filter(pk=OuterRef("profile_key"))
    return RecordTrace.objects.exclude(Exists(published)).exclude(Exists(logged)).delete()[0]


def _next_to_close(at: dt.datetime) -> dt.date | None:
    """The first day of the oldest month that is over and has seals after the last checkpoint."""
    oldest = AuditSeal.objects.filter(number__gt=AuditCheckpoint.objects.last_number()).order_by("number").first()
    month = day_of(oldest.sealed_at).replace(day=1) if oldest else None
    return month if month and month < day_of(at).replace(day=1) else None


def _close(month: dt.date) -> AuditCheckpoint:
    first = AuditCheckpoint.objects.last_number() + 1
    end = dt.datetime.combine(_months_before(month, -1), dt.time(), AMSTERDAM)
    last = AuditSeal.objects.filter(number__gte=first, sealed_at__lt=end).latest("number")
    mac = checkpoint_mark(month, first, last.number, last.link)
    return AuditCheckpoint.objects.create(month=month, first=first, last=last.number, link=last.link, mac=mac)


def _remove(month: AuditCheckpoint, at: dt.datetime) -> int:
    """Writes the removal down first; then the events go, and then their seals, a few at a time."""
    mac = removal_mark(month.month, at)
    AuditRemoval.objects.get_or_create(checkpoint=month, defaults={"removed_at": at, "mac": mac})
    removed = 0
    seals = AuditSeal.objects.filter(number__range=(month.first, month.last)).order_by("number")
    while numbers := dict(seals.values_list("number", "event_id")[:CHUNK]):
        with transaction.atomic():
            AuditEvent.objects.filter(pk__in=numbers.values()).delete()
            AuditSeal.objects.filter(pk__in=numbers).delete()
        removed += len(numbers)
    heads.forget(month.month)
    return removed


def _forget_beside_the_log(before: dt.date) -> None:
    """What was kept only because of those events."""
    start = dt.datetime.combine(before, dt.time(), AMSTERDAM)
    LastShown.objects.filter(shown_at__lt=start).delete()
    Alarm.objects.filter(on__lt=before).delete()


def _months_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months before (or, if negative, after) the month of this day."""
    count = day.year * 12 + day.month - 1 - months
    return dt.date(count // 12, count % 12 + 1, 1)
