"""Posting a mail: a row in the transaction that causes it, so that there is a mail exactly when that is committed."""

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from explorer.models import OutgoingMail

LONGEST_SUBJECT = OutgoingMail._meta.get_field("subject").max_length


class UnusableAddressError(ValueError):
    """No mail can be sent to what was given; the message does not repeat it."""


def post(*, to: str, subject: str, text: str, kind: str, headers: Mapping[str, str] | None = None) -> None:
    """Leaves a mail for the worker. Called inside the transaction that causes it; `kind` is a short word for counts.

    Lines of a subject or header become one line. The Message-ID is drawn here, so that a mail that has to be sent
    twice can be told for the same one.

    Raises:
        UnusableAddressError: the address is none.
    """
    try:
        validate_email(to)
    except ValidationError:
        raise UnusableAddressError from None
    now = timezone.now()
    OutgoingMail.objects.create(
        message_id=f"<{uuid.uuid4().hex}@{_host()}>",
        kind=kind,
        to=to,
        subject=_line(subject)[:LONGEST_SUBJECT],
        text=text,
        headers={name: _line(value) for name, value in (headers or {}).items()},
        posted_at=now,
        due_at=now,
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _host() -> str:
    sender: str = settings.DEFAULT_FROM_EMAIL
    return sender.rpartition("@")[2].rstrip(">")
