"""Sending what waits: taken up under a lease, tried again with growing pauses, given up when it can never arrive.

At least once: a mail is sent twice only when the server took it and its answer did not reach us, or the worker died
before it could write that down. Both carry the same Message-ID.
"""

import datetime as dt
import logging
import smtplib

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from explorer.mail.verdict import Unsendable, verdict_of
from explorer.models import OutgoingMail
from explorer.models.outgoing_mail import OutgoingMailQuerySet
from profiles.audit import raise_alarm
from profiles.audit.alarms import SYSTEM
from profiles.calendar import Clock
from profiles.models import Alarm

LEASE = dt.timedelta(minutes=10)
"""So long a worker may take over one mail; after it another tries."""
PAUSES = tuple(dt.timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800, 3600, 4 * 3600))
"""After the first failure, the second …; the last one holds from then on."""
PATIENCE = dt.timedelta(days=5)
"""So long a mail is tried (RFC 5321, 4.5.4.1: at least four to five days)."""
MOST = 500  # mails in one go, so that a beat is never far away

logger = logging.getLogger(__name__)
State = OutgoingMail.State


def send_waiting(*, clock: Clock) -> int:
    """Sends what is due, oldest first, over one connection where that goes well; how many the server took."""
    connection, sent = get_connection(), 0
    try:
        for _ in range(MOST):
            mail = claim(at=clock())
            if mail is None:
                break
            sent += _try(mail, connection, clock)
    finally:
        _close(connection)
    return sent


def claim(*, at: dt.datetime) -> OutgoingMail | None:
    """Takes up the mail that waits longest; of all who ask at once, one gets it."""
    due = OutgoingMail.objects.due(at)
    while (mail := due.order_by("due_at", "pk").first()) is not None:
        taken = {"due_at": at + LEASE, "token": F("token") + 1, "attempts": F("attempts") + 1}
        if due.filter(pk=mail.pk, token=mail.token).update(**taken):
            return OutgoingMail.objects.get(pk=mail.pk)
    return None


def _try(mail: OutgoingMail, connection: BaseEmailBackend, clock: Clock) -> bool:
    """One attempt; whether the server took the mail."""
    try:
        connection.open()
        connection.send_messages([_message(mail)])
    except (smtplib.SMTPException, OSError, ValueError) as error:
        _close(connection)
        _after_failure(mail, verdict_of(error), clock())
        return False
    _end(mail, State.SENT, "", clock())
    return True


def _message(mail: OutgoingMail) -> EmailMessage:
    headers = {"Auto-Submitted": "auto-generated", **mail.headers, "Message-ID": mail.message_id}
    return EmailMessage(subject=mail.subject, body=mail.text, to=[mail.to], headers=headers)


def _after_failure(mail: OutgoingMail, verdict: Unsendable, at: dt.datetime) -> None:
    """Later again, or never; staff hear of what is given up, and of a server that refuses us."""
    logger.warning("A mail of the kind %s was not sent: %s", mail.kind, verdict.code)
    if verdict.is_for_good or at - mail.posted_at > PATIENCE:
        _end(mail, State.GIVEN_UP, verdict.code, at)
    else:
        pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
        _ours(mail).update(due_at=at + pause, failure=verdict.code)
        if not verdict.is_our_fault:
            return
    given_up = OutgoingMail.objects.filter(state=State.GIVEN_UP).count()
    raise_alarm(kind=Alarm.Kind.MAIL, viewer=SYSTEM, profiles=given_up, at=at)


def _end(mail: OutgoingMail, state: State, code: str, at: dt.datetime) -> None:
    """Sent or given up: whom it was for and what it said goes at once."""
    nothing = {"to": "", "subject": "", "text": "", "headers": {}}
    _ours(mail).update(state=state, failure=code, ended_at=at, **nothing)


def _ours(mail: OutgoingMail) -> OutgoingMailQuerySet:
    return OutgoingMail.objects.filter(pk=mail.pk, token=mail.token, state=State.WAITING)


def _close(connection: BaseEmailBackend) -> None:
    """What goes wrong at the goodbye changes nothing about mail that was taken."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("The mail server did not say goodbye.")
