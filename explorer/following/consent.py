"""Mail about saved searches only to whoever said so twice; one click stops it."""

import datetime as dt
import uuid

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from explorer.mail.links import address_of
from explorer.mail.outbox import post
from explorer.models import MailConsent

ANSWER_WITHIN = dt.timedelta(days=3)
ASK_AGAIN = dt.timedelta(minutes=10)
"""So long nobody is asked a second time: the button cannot be used to bother someone."""


class NoAddressError(ValueError):
    """The account has no mail address."""


class TooLateError(ValueError):
    """The link is unknown, too old or used; a new one can be asked for."""


def is_given(user: User) -> bool:
    """Whether mail may go to the address that this account has now."""
    return MailConsent.objects.given().filter(user=user).exists()


@transaction.atomic
def ask(*, user: User, at: dt.datetime) -> bool:
    """Mails a link to confirm with, unless that was done minutes ago; whether it was sent.

    Raises:
        NoAddressError: see there.
    """
    if not user.email:
        raise NoAddressError
    fresh = MailConsent.objects.filter(user=user, address=user.email, asked_at__gt=at - ASK_AGAIN)
    if fresh.exists():
        return False
    values = {"address": user.email, "language": translation.get_language() or "nl", "asked_at": at}
    consent, _new = MailConsent.objects.update_or_create(
        user=user, defaults={**values, "confirm_key": uuid.uuid4(), "confirmed_at": None}
    )
    post(to=user.email, subject=_("Wilt u bericht over uw zoekopdrachten?"), text=_question(consent), kind="consent")
    return True


def confirm(*, key: uuid.UUID, at: dt.datetime) -> None:
    """The owner of the address says yes.

    Raises:
        TooLateError: see there.
    """
    asked = MailConsent.objects.filter(confirm_key=key, asked_at__gt=at - ANSWER_WITHIN)
    if not asked.update(confirmed_at=at, confirm_key=uuid.uuid4()):
        raise TooLateError


def stop(*, key: uuid.UUID) -> None:
    """No more mail to the owner of this key; unknown keys stop nothing, and nobody learns which those are."""
    MailConsent.objects.filter(stop_key=key).update(
        confirmed_at=None, asked_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    )


def _question(consent: MailConsent) -> str:
    text = _(
        "Hallo,\n\n"
        "U vroeg om bericht als er iets verandert in uw bewaarde zoekopdrachten. Bevestig dat hier:\n\n"
        "%(link)s\n\n"
        "De link werkt drie dagen. Vroeg u hier niet om? Dan hoeft u niets te doen: u krijgt geen berichten."
    )
    return text % {"link": address_of(reverse("confirm_mail", args=[consent.confirm_key]))}
