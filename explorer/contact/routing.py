"""Puts candidates into the queue of their true region, and lets go of whoever is no longer shown; in a worker."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from explorer.contact.handling import end_without_contact
from explorer.contact.telling import note_news
from explorer.contact.working_days import ANSWER_WITHIN, working_days_after
from explorer.models import ContactCandidate
from profiles.audit import Viewer
from profiles.models import Origin, Purpose
from profiles.sealed_link import NoLinkError, Opener, open_link
from profiles.sealed_link import Reason as LinkReason

ROUTER = Opener(Viewer("", "systeem", "", "system", Origin.SYSTEM, Purpose.MEDIATE))
"""Opens links to learn the region and nothing more."""


def route(*, at: dt.datetime) -> int:
    """How many went into a queue. A process without the private key leaves them to one that has it."""
    let_go(at=at)
    if not settings.LINK_PRIVATE_KEY:
        return 0
    return sum(_route(row, at) for row in ContactCandidate.objects.to_route().order_by("pk"))


def let_go(*, at: dt.datetime) -> int:
    """Whoever is no longer shown, for whatever reason, is said to be unavailable, and forgotten; how many."""
    rows = list(ContactCandidate.objects.open().no_longer_shown().order_by("pk"))
    for row in rows:
        end_without_contact(row=row, at=at)
    return len(rows)


def _route(row: ContactCandidate, at: dt.datetime) -> bool:
    try:
        link = open_link(profile=row.profile_key, opener=ROUTER, reason=LinkReason.ROUTING, at=at)
    except NoLinkError:
        return False  # withdrawn a moment ago: the next round lets them go
    asked_at = row.changed_at if row.is_suggested else row.request.confirmed_at
    due = working_days_after(asked_at or at, ANSWER_WITHIN)
    with transaction.atomic():
        routed = ContactCandidate.objects.filter(pk=row.pk, routed_at=None)
        if not routed.update(region=link.region, routed_at=at, due_at=due):
            return False
        note_news(row.request, at)
    return True
