"""Celery tasks: clock and arguments in, one call out."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from profiles.audit.alarms import check_log
from profiles.audit.months import close_months, forget_traces, remove_expired
from profiles.audit.seal import seal
from profiles.models import Edition
from profiles.transparency.publishing import make_due, publish


@shared_task(name="profiles.seal_audit")
def seal_audit() -> None:
    """Chains the events that were committed since the last time."""
    seal(at=timezone.now())


@shared_task(name="profiles.keep_audit")
def keep_audit() -> None:
    """Closes the months that are over and removes those whose term is."""
    at = timezone.now()
    close_months(at=at)
    remove_expired(months=settings.AUDIT_MONTHS, at=at)
    forget_traces()


@shared_task(name="profiles.check_audit")
def check_audit() -> None:
    """Verifies the whole log; raises an alarm when it is not as it was written."""
    check_log(at=timezone.now())


@shared_task(name="profiles.make_editions")
def make_editions() -> None:
    """Makes a draft of every counted quarter that has no edition yet."""
    make_due(at=timezone.now())


@shared_task(name="profiles.publish_edition")
def publish_edition(edition: int, by: str) -> None:
    """Makes the files of an approved edition and publishes it; `by` is a user name."""
    publish(edition=Edition.objects.get(pk=edition), by=by, at=timezone.now())
