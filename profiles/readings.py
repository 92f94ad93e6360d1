"""How the site is, in numbers: each app says what it knows, `/metrics` and the status page show it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import DatabaseError

from profiles.models import AuditPending, Live, Progress


@dataclass(frozen=True)
class Reading:
    """One number with its name for Prometheus; `labels` are pairs of name and value."""

    name: str
    meaning: str
    value: float
    labels: tuple[tuple[str, str], ...] = ()


Source = Callable[[dt.datetime], Iterator[Reading]]
SOURCES: list[Source] = []
"""Of each app one, added when Django starts it."""
NOT_ALLOWED = "42501"
"""PostgreSQL: this role may not read that table. A public web process knows nothing of runs of the sync."""


def read(at: dt.datetime) -> list[Reading]:
    """Everything that this process may know."""
    readings: list[Reading] = []
    for source in SOURCES:
        try:
            readings += list(source(at))
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") != NOT_ALLOWED:
                raise
    return readings


def of_profiles(at: dt.datetime) -> Iterator[Reading]:
    """The live generation, the age of the data, and what of the audit log waits for its seal."""
    live = Live.objects.select_related("generation").filter(pk=1).first()
    if live:
        yield Reading("verkenner_generation", "Number of the live generation.", live.generation_id)
        age = (at - live.switched_at).total_seconds()
        yield Reading("verkenner_generation_age_seconds", "Since the live generation went live.", age)
        yield Reading("verkenner_generation_profiles", "Cards of the live generation.", live.generation.size)
    progress = Progress.objects.filter(pk=1).first()
    if progress and progress.complete_at:
        age = (at - progress.complete_at).total_seconds()
        yield Reading("verkenner_data_age_seconds", "Since the newest complete feed was read and published.", age)
    waiting = AuditPending.objects.order_by("event_id")
    first = waiting.values_list("event__at", flat=True).first()
    age = (at - first).total_seconds() if first else 0
    yield Reading("verkenner_audit_unsealed_events", "Audit events that wait for their seal.", waiting.count())
    yield Reading("verkenner_audit_seal_age_seconds", "Age of the oldest audit event without a seal.", age)
