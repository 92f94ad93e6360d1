"""Celery tasks: clock and arguments in, one call out."""

from celery import shared_task
from django.utils import timezone

from profiles.audit.seal import seal


@shared_task(name="profiles.seal_audit")
def seal_audit() -> None:
    """Chains the events that were committed since the last time."""
    seal(at=timezone.now())
