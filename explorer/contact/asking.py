"""Asking for contact: one request of one asker, however often it is sent."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from explorer.locks import lock
from explorer.mail.links import address_of
from explorer.mail.outbox import post
from explorer.models import ContactCandidate, ContactRequest, Membership
from profiles.calendar import day_of

MOST_CANDIDATES = 20
CONFIRM_WITHIN = dt.timedelta(days=3)


class NobodyAskedForError(ValueError):
    """No candidate, or more than fit in one request."""


class TooLateError(LookupError):
    """The link of the mail is unknown or too old."""


@dataclass(frozen=True)
class Asked:
    """A candidate who is asked for: profile key, the asker's reference, and what the adviser is to ask."""

    profile_key: str
    code: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What the asker wants to know of the adviser."""

    work: str
    wanted: int
    needed_on: dt.date | None
    message: str


@dataclass(frozen=True)
class Asker:
    """An account for its organisation, or somebody without one, who confirms by mail."""

    viewer: str
    name: str
    address: str
    membership: Membership | None = None


def ask(
    *, asker: Asker, question: Question, candidates: Sequence[Asked], at: dt.datetime
) -> tuple[ContactRequest, bool]:
    """One request; the same question of the same asker on the same day gives the same one. Whether it is new.

    Raises:
        NobodyAskedForError: see there.
    """
    if not 0 < len(candidates) <= MOST_CANDIDATES:
        raise NobodyAskedForError
    once = _once(asker, question, candidates, at)
    with transaction.atomic():
        lock([once])
        known = ContactRequest.objects.filter(once=once).first()
        return (known, False) if known else (_store(asker, question, candidates, once, at), True)


def confirm(*, key: uuid.UUID, at: dt.datetime) -> ContactRequest:
    """The address of somebody without an account is theirs: now the request goes to the advisers.

    Raises:
        TooLateError: see there.
    """
    request = ContactRequest.objects.filter(confirm_key=key, asked_at__gt=at - CONFIRM_WITHIN).first()
    if request is None:
        raise TooLateError
    ContactRequest.objects.filter(pk=request.pk, confirmed_at=None).update(confirmed_at=at)
    return request


def _store(
    asker: Asker, question: Question, candidates: Sequence[Asked], once: str, at: dt.datetime
) -> ContactRequest:
    member = asker.membership
    request = ContactRequest.objects.create(
        once=once,
        organisation_id=member.organisation_id if member else None,
        asker_id=member.user_id if member else None,
        name=asker.name,
        address=asker.address,
        viewer=asker.viewer,
        asked_at=at,
        confirmed_at=at if member else None,
        language=get_language() or "nl",
        **vars(question),
    )
    ContactCandidate.objects.bulk_create(
        ContactCandidate(
            request=request,
            profile_key=one.profile_key,
            code=one.code,
            questions=list(one.questions),
            changed_at=at,
        )
        for one in candidates
    )
    if member is None:
        _ask_to_confirm(request)
    return request


def _ask_to_confirm(request: ContactRequest) -> None:
    text = _(
        "Hallo,\n\nU vroeg contact met kandidaten. Bevestig dat hier, dan gaat uw vraag naar de adviseur:\n\n"
        "%(link)s\n\n"
        "De link werkt drie dagen. Vroeg u dit niet? Dan hoeft u niets te doen."
    )
    link = address_of(reverse("confirm_contact", args=[request.confirm_key]))
    post(to=request.address, subject=_("Bevestig uw contactverzoek"), text=text % {"link": link}, kind="contact")


def _once(asker: Asker, question: Question, candidates: Sequence[Asked], at: dt.datetime) -> str:
    who = str(asker.membership.pk) if asker.membership else asker.address.lower()
    parts = [asker.viewer, who, day_of(at).isoformat(), *map(str, vars(question).values())]
    parts += sorted(one.profile_key for one in candidates)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
