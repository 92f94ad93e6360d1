"""Why somebody who is signed in may do nothing: what the page says, and what to do about it."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _

from explorer.models import Membership, Organisation


@dataclass(frozen=True)
class Stop:
    """What happened, and what to do."""

    what: str
    advice: str


def stop_of(user: int, *, on: dt.date) -> Stop | None:
    """Why this account has no role on a day; None if it has one."""
    if Membership.objects.active(on).filter(user=user).exists():
        return None
    membership = Membership.objects.filter(user=user).select_related("organisation").order_by("pk").first()
    if membership is None:
        return Stop(
            _("U hoort nog niet bij een organisatie."),
            _("Vraag een eigenaar van uw organisatie om een uitnodiging. Open daarna de link in die mail."),
        )
    return Stop(
        _what(membership.organisation, on),
        _("Bel of mail het %(desk)s. Uw gegevens blijven bewaard.") % {"desk": settings.SERVICE_POINT_NAME},
    )


def _what(organisation: Organisation, on: dt.date) -> str:
    if organisation.suspended_at:
        return _("%(name)s is geblokkeerd.") % {"name": organisation.name}
    if organisation.expires_on and organisation.expires_on <= on:
        day = formats.date_format(organisation.expires_on, "j F Y")
        return _("De toegang van %(name)s is gestopt op %(day)s.") % {"name": organisation.name, "day": day}
    return _("Uw account is geblokkeerd.")
