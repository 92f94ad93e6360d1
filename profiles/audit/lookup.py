"""Answers who saw someone: the other end of the log."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from profiles import keys
from profiles.models import AuditEvent, RecordTrace

FIELDS = ("at", "actor", "organisation", "role", "origin", "purpose", "action")


class UnknownPersonError(LookupError):
    """No Sonar record with this number was ever published, or its person has left the log as well."""

    def __init__(self) -> None:
        super().__init__("No profile of this Sonar number is published, and none is in the log.")


@dataclass(frozen=True)
class Look:
    """One moment at which someone saw a profile; codes of `AuditAction`, `Origin` and `Purpose`."""

    at: dt.datetime
    actor: str
    organisation: str
    role: str
    origin: str
    purpose: str
    action: str


def looks_at(people: Collection[str]) -> list[Look]:
    """Everyone who was shown one of these profile keys, oldest first; all of it, sealed or not yet."""
    events = AuditEvent.objects.showing().naming(*people).order_by("at", "pk")
    return [Look(*values) for values in events.values_list(*FIELDS)]


def people_of_record(klant_id: str) -> tuple[str, ...]:
    """The profile keys under which the person of this Sonar record is or was published; nearly always one.

    Raises:
        UnknownPersonError: there is none.
    """
    traces = RecordTrace.objects.filter(record_key=keys.record_key(klant_id))
    people = tuple(traces.order_by("pk").values_list("profile_key", flat=True))
    if not people:
        raise UnknownPersonError
    return people
