"""Celery tasks of the website: clock in, one call out."""

from celery import shared_task
from django.utils import timezone

from explorer import retention


@shared_task(name="explorer.forget_visitors")
def forget_visitors() -> None:
    """Erases what is kept of visitors whose session has ended."""
    retention.forget_visitors(at=timezone.now())
