"""Alarms about how the site is used, raised once a day for each kind and person, and never stopping anyone."""

import datetime as dt
import logging
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from profiles.audit.verify import verify
from profiles.audit.write import Viewer, write
from profiles.calendar import day_of
from profiles.models import SHOWING, Alarm, AuditAction, AuditEvent, Origin, Purpose

log = logging.getLogger("profiles.audit")
Watched = tuple[str, str]
SYSTEM = Viewer("", "systeem", "", "system", Origin.SYSTEM, Purpose.OVERSIGHT)
"""Who speaks when no person does."""


@transaction.atomic
def raise_alarm(*, kind: Alarm.Kind, viewer: Viewer, profiles: int, at: dt.datetime) -> bool:
    """Raises an alarm about this viewer, once a day; returns whether it is new. The log holds an event of it.

    `profiles` says how many it is about. The application's own log names the kind only, nobody.
    """
    about = {"organisation": viewer.organisation, "role": viewer.role, "profiles": profiles, "raised_at": at}
    _, is_new = Alarm.objects.get_or_create(
        kind=kind, on=day_of(at), viewer=viewer.key, actor=viewer.actor, defaults=about
    )
    if is_new:
        write(viewer=viewer, action=AuditAction.ALARM, people=(), at=at, about=f"{kind.value}: {profiles}")
        log.warning("Alarm: %s. Look at it in the admin.", kind.value)
    return is_new


def watch(events: Sequence[AuditEvent], *, at: dt.datetime) -> None:
    """Raises an alarm about whoever of these saw too many different profiles within the window."""
    lookers = {(event.viewer, event.actor): event for event in events if event.action in SHOWING}
    for key in _alarmed_today(at):
        lookers.pop(key, None)
    for event in lookers.values():
        seen = _seen_by(event, since=at - dt.timedelta(minutes=settings.ALARM_WINDOW_MINUTES))
        if seen > settings.ALARM_PROFILES:
            raise_alarm(kind=Alarm.Kind.MASS_VIEWING, viewer=_viewer(event), profiles=seen, at=at)


def _alarmed_today(at: dt.datetime) -> list[Watched]:
    today = Alarm.objects.filter(kind=Alarm.Kind.MASS_VIEWING, on=day_of(at))
    return list(today.values_list("viewer", "actor"))


def _seen_by(event: AuditEvent, *, since: dt.datetime) -> int:
    """How many different people this actor, for this viewer, has seen since then."""
    looks = AuditEvent.objects.showing().filter(actor=event.actor, viewer=event.viewer, at__gte=since)
    return len({key for people in looks.values_list("people", flat=True) for key in people})


def _viewer(event: AuditEvent) -> Viewer:
    return Viewer(
        key=event.viewer,
        actor=event.actor,
        organisation=event.organisation,
        role=event.role,
        origin=Origin(event.origin),
        purpose=Purpose(event.purpose),
    )


def check_log(*, at: dt.datetime) -> bool:
    """Verifies the whole log and raises an alarm when something is not as it was written."""
    verdict = verify()
    if not verdict.ok:
        raise_alarm(kind=Alarm.Kind.TAMPERING, viewer=SYSTEM, profiles=0, at=at)
    return verdict.ok
