"""Tokens for programs: made and shown once, found by their digest, withdrawn."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from explorer.access import Action, may_as
from explorer.free_text import PersonalDataError, refuse_personal_data
from explorer.locks import lock
from explorer.models import ApiToken, Membership
from profiles.calendar import day_of

PREFIX = "kv_"
"""So that a token is seen for what it is, in a log or in a repository."""
TERMS = (30, 90, 365)
MOST = 10
NOTED_EVERY = dt.timedelta(minutes=10)
"""More often it is not written down that a token is used, for each time is a write."""


class CannotMakeError(ValueError):
    """No token was made; the message says why and what to do."""


@dataclass(frozen=True)
class Presented:
    """A token that a request brought: for whom it acts, and what it is good for."""

    membership: Membership
    scopes: tuple[str, ...]


@transaction.atomic
def make(*, membership: Membership, name: str, scopes: Sequence[str], days: int, at: dt.datetime) -> str:
    """Makes a token; it is in the answer and never again.

    Raises:
        CannotMakeError: this member has too many, or the name seems to hold personal data.
    """
    lock([f"tokens {membership.pk}"])
    if ApiToken.objects.of(membership).count() >= MOST:
        text = _("U heeft al %(most)d sleutels. Trek er eerst een in.")
        raise CannotMakeError(text % {"most": MOST})
    try:
        refuse_personal_data(name)
    except PersonalDataError as error:
        raise CannotMakeError(str(error)) from None
    token = PREFIX + secrets.token_urlsafe(32)
    ends = at + dt.timedelta(days=days)
    values = {"digest": digest_of(token), "scopes": sorted(scopes), "made_at": at, "expires_at": ends}
    ApiToken.objects.create(membership=membership, name=name, **values)
    return token


def withdraw(*, token: ApiToken) -> None:
    """From now on the token opens nothing."""
    token.delete()


def presented(token: str, *, at: dt.datetime) -> Presented | None:
    """What a token stands for now; None when it is unknown or expired, or whatever it stands for was stopped."""
    day = day_of(at)
    valid = {"api_tokens__digest": digest_of(token), "api_tokens__expires_at__gt": at}
    members = Membership.objects.active(day).filter(**valid).counting_people().select_related("organisation", "user")
    found: Any = members.annotate(
        token=F("api_tokens__pk"), scopes=F("api_tokens__scopes"), used_at=F("api_tokens__last_used_at")
    ).first()
    if found is None or not may_as(found, Action.USE_TOKENS):
        return None
    if found.used_at is None or at - found.used_at >= NOTED_EVERY:
        ApiToken.objects.filter(pk=found.token).update(last_used_at=at)
    return Presented(found, tuple(found.scopes))


def digest_of(token: str) -> str:
    """A token has 256 bits by lot, so that no salt or slow hash is needed to keep it from being guessed."""
    return hashlib.sha256(token.encode()).hexdigest()
