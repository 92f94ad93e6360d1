"""The one sealer: chains the events that were committed, in the order in which it finds them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from profiles.audit import alarms, heads
from profiles.audit.marks import START, link_after
from profiles.models import SHOWING, AuditCheckpoint, AuditEvent, AuditPending, AuditSeal, LastShown, Lease
from profiles.rows import insert, upsert

LEASE = "seal audit"
TERM = dt.timedelta(minutes=1)
BATCH = 50  # events in one transaction: some 20 ms on SQLite, so that no page waits
BATCHES = 400
"""At most so many at once; the next call, seconds later, goes on."""


@dataclass(frozen=True)
class Head:
    """Where the chain ends."""

    number: int
    link: str
    sealed_at: dt.datetime | None


def seal(*, at: dt.datetime) -> int:
    """Seals what waits and writes the new head to the second place; returns how many events.

    Two that meet cannot fork the chain: the lease lets one through, and a number is given once.
    """
    holder = uuid.uuid4().hex
    if not Lease.objects.take(LEASE, holder=holder, at=at, term=TERM):
        return 0
    sealed = 0
    for _ in range(BATCHES):
        batch = _seal_batch(at)
        sealed += len(batch)
        if len(batch) < BATCH:
            break
    if sealed:
        end = head()
        heads.append(number=end.number, link=end.link, at=at)
    Lease.objects.give_back(LEASE, holder=holder, at=at)
    return sealed


def head() -> Head:
    """The last link; that of the last closed month when its events were removed."""
    last = AuditSeal.objects.order_by("-number").first()
    if last:
        return Head(last.number, last.link, last.sealed_at)
    closed = AuditCheckpoint.objects.order_by("-last").first()
    return Head(closed.last, closed.link, None) if closed else Head(0, START, None)


def _seal_batch(at: dt.datetime) -> list[AuditEvent]:
    """Chains the next events. By "not sealed yet", not by id: one that commits late may have a smaller id.

    What is read and computed is so before the transaction; if another sealer came in between, its numbers are
    taken and the database refuses ours.
    """
    waiting = AuditPending.objects.select_related("event").order_by("event_id")[:BATCH]
    events = [pending.event for pending in waiting]
    seals, shown = chained(head(), events, at), _shown(events)
    with transaction.atomic():
        insert(seals)
        upsert(shown)
        AuditPending.objects.filter(event__in=events).delete()
    alarms.watch(events, at=at)
    return events


def chained(end: Head, events: Sequence[AuditEvent], at: dt.datetime) -> list[AuditSeal]:
    """The seals of these events, in this order, from the end of the chain on."""
    number, link = end.number, end.link
    sealed_at = max(at, end.sealed_at or at)
    seals = []
    for event in events:
        number += 1
        link = link_after(link, number, event.pk, event.mac)
        seals.append(AuditSeal(number=number, event=event, link=link, sealed_at=sealed_at))
    return seals


def _shown(events: Sequence[AuditEvent]) -> list[LastShown]:
    """Who was shown, and when last."""
    shown: dict[str, dt.datetime] = {}
    for event in events:
        if event.action in SHOWING:
            shown.update((key, max(event.at, shown.get(key, event.at))) for key in event.people)
    return [LastShown(profile_key=key, shown_at=at) for key, at in shown.items()]
