"""Writes who saw whom, before the page with it is sent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from profiles.audit.marks import mark_of
from profiles.models import AuditAction, AuditEvent, Origin, Purpose
from profiles.rows import insert


@dataclass(frozen=True)
class Viewer:
    """Who looks: a person for an organisation, or a visitor's session. All text, no key to any account table."""

    key: str
    """Under what the viewer's references are kept: `o:7`, or `v:` and a hash."""
    actor: str
    organisation: str
    role: str
    origin: Origin
    purpose: Purpose


def record(*, viewer: Viewer, action: AuditAction, people: Sequence[str], at: dt.datetime, about: str = "") -> None:
    """Notes one showing of profiles; `people` are profile keys. Returns when it is committed.

    Raises:
        DatabaseError: it cannot be written; then nothing may be shown.
        RuntimeError: called inside a transaction, which could still be taken back after the page was sent.
    """
    with transaction.atomic(durable=True):
        write(viewer=viewer, action=action, people=people, at=at, about=about)


def write(*, viewer: Viewer, action: AuditAction, people: Sequence[str], at: dt.datetime, about: str = "") -> None:
    """The same within a transaction of the caller; for what shows nobody, like an alarm."""
    event = AuditEvent(
        at=at,
        viewer=viewer.key,
        actor=viewer.actor,
        organisation=viewer.organisation,
        role=viewer.role,
        origin=viewer.origin,
        purpose=viewer.purpose,
        action=action,
        about=about,
        people=" ".join(people),
    )
    event.mac = mark_of(event)
    insert([event])
