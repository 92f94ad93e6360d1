"""Writes who saw whom, before the page with it is sent."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from profiles import keys
from profiles.models import AuditEvent


@dataclass(frozen=True)
class Viewer:
    """Who looks: a person for an organisation, or a visitor's session. All text, no key to any account table."""

    key: str
    """Under what the viewer's references are kept: `o:7`, or `v:` and a hash."""
    actor: str
    organisation: str
    role: str
    origin: str


@transaction.atomic
def record(*, viewer: Viewer, action: str, people: Sequence[str], at: dt.datetime) -> None:
    """Notes one showing of profiles; `people` are profile keys. Raises the database's error: no log, no page."""
    facts = {
        "at": at.isoformat(),
        "actor": viewer.actor,
        "organisation": viewer.organisation,
        "role": viewer.role,
        "origin": viewer.origin,
        "action": action,
        "people": list(people),
    }
    mac = keys.audit_mark(json.dumps(facts, sort_keys=True))
    AuditEvent.objects.create(**facts, mac=mac)
