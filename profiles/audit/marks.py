"""The exact text that each mark of the log is made over. Changing it makes every mark wrong: never do so."""

import datetime as dt

from profiles import keys
from profiles.models import AuditEvent

FIELDS = (
    "at",
    "viewer",
    "actor",
    "organisation",
    "role",
    "origin",
    "purpose",
    "action",
    "about",
    "people",
)
"""All that an event says, in the order of its mark; `people` as it is stored, one text."""
START = "0" * 64
"""What the first link of the chain follows."""


def event_mark(at: dt.datetime, *texts: str) -> str:
    """The mark over an event's values in the order of `FIELDS`; lengths keep them apart, whatever they contain."""
    values = (at.astimezone(dt.UTC).isoformat(), *texts)
    return keys.audit_mark("".join([f"{len(value)}:{value}" for value in values]))


def mark_of(event: AuditEvent) -> str:
    """The mark that this event should bear."""
    values = (getattr(event, name) for name in FIELDS[1:])
    return event_mark(event.at, *(value if isinstance(value, str) else " ".join(value) for value in values))


def link_after(previous: str, number: int, event_id: int, mac: str) -> str:
    """The link that ties the event with this mark to all before it."""
    return keys.seal_mark(f"{previous} {number} {event_id} {mac}")


def checkpoint_mark(month: dt.date, first: int, last: int, link: str) -> str:
    return keys.checkpoint_mark(f"{month.isoformat()} {first} {last} {link}")


def removal_mark(month: dt.date, removed_at: dt.datetime) -> str:
    return keys.removal_mark(f"{month.isoformat()} {removed_at.astimezone(dt.UTC).isoformat()}")
