"""Celery tasks of the website: clock in, one call out."""

from contextlib import suppress

from celery import shared_task
from django.utils import timezone

from explorer import retention
from explorer.accounts import leftovers
from explorer.contact import forgetting, routing, telling
from explorer.following import alerts, evaluate
from explorer.mail import sending
from explorer.search.find import NotReadyError


@shared_task(name="explorer.forget_visitors")
def forget_visitors() -> None:
    """Erases what is kept of visitors whose session has ended."""
    retention.forget_visitors(at=timezone.now())


@shared_task(name="explorer.erase_withdrawn")
def erase_withdrawn() -> None:
    """Erases what the website still holds of people who are no longer published."""
    retention.erase_withdrawn()
    retention.forget_removed(at=timezone.now())


@shared_task(name="explorer.forget_idle_searches")
def forget_idle_searches() -> None:
    """Erases saved searches and shortlists that nobody came back for."""
    retention.forget_idle_searches(at=timezone.now())
    retention.forget_idle_shortlists(at=timezone.now())
    retention.forget_thrown_away(at=timezone.now())


@shared_task(name="explorer.send_mail")
def send_mail() -> None:
    """Sends the mail that waits."""
    sending.send_waiting(clock=timezone.now)


@shared_task(name="explorer.forget_mail")
def forget_mail() -> None:
    """Erases what is still known of mail that was sent or given up long ago."""
    retention.forget_mail(at=timezone.now())


@shared_task(name="explorer.follow")
def follow() -> None:
    """Works out what saved searches find in a new release."""
    with suppress(NotReadyError):
        evaluate.evaluate()


@shared_task(name="explorer.tell")
def tell() -> None:
    """Posts the mail about what changed."""
    alerts.tell_everyone(at=timezone.now())


@shared_task(name="explorer.forget_leftovers")
def forget_leftovers() -> None:
    """Erases sign-ups and contact requests that nobody confirmed, and counts and requests that are long over."""
    leftovers.forget(at=timezone.now())
    forgetting.forget_contact(at=timezone.now())


@shared_task(name="explorer.route_contact")
def route_contact() -> None:
    """Puts contact requests into the right queues; takes out who is no longer shown; tells the askers."""
    routing.route(at=timezone.now())
    telling.tell_askers(at=timezone.now())
