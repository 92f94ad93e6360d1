"""Ends sessions: by the clock of a role, and all of someone's when a password or role changed."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from explorer.access import Role
from explorer.models import AccountSession, Membership

BEGAN, SEEN = "signed_in_at", "seen_at"
"""Under these names a session keeps when someone signed in, and when they were last here: seconds since 1970."""
NOTED_EVERY = 60
"""Seconds; more often it is not written down that someone is here, for each time is a write."""


@dataclass(frozen=True)
class Term:
    """How long a session lasts."""

    idle: dt.timedelta
    """Since the last request."""
    whole: dt.timedelta
    """Since signing in, however busy."""


STAFF = Term(dt.timedelta(minutes=30), dt.timedelta(hours=10))
ADVISER = Term(dt.timedelta(hours=2), dt.timedelta(hours=10))
MEMBER = Term(dt.timedelta(hours=24), dt.timedelta(days=14))
"""Who opens sealed links or the admin signs in anew each working day; employers and intermediaries need not, on their
phone, for what they see is anonymous."""

_own: ContextVar[str | None] = ContextVar("own session", default=None)


def term_of(user: User, membership: Membership | None) -> Term:
    """The term of someone's session; whoever may enter the admin has the shortest, whatever they act as."""
    if user.is_staff:
        return STAFF
    return ADVISER if membership and membership.role == Role.ADVISER else MEMBER


def begin(request: HttpRequest, **_: Any) -> None:
    """Every way of signing in starts the clock."""
    request.session[BEGAN] = request.session[SEEN] = int(timezone.now().timestamp())


def is_over(session: SessionBase, term: Term, at: dt.datetime) -> bool:
    """Whether a session is past its term; one that never started the clock is."""
    now = at.timestamp()
    began, seen = session.get(BEGAN, 0), session.get(SEEN, 0)
    return bool(now - began >= term.whole.total_seconds() or now - seen >= term.idle.total_seconds())


def note_presence(session: SessionBase, at: dt.datetime) -> None:
    """Notes that someone is here, at most once a minute."""
    now = int(at.timestamp())
    if now - session[SEEN] >= NOTED_EVERY:
        session[SEEN] = now


@contextmanager
def own_session(key: str | None) -> Iterator[None]:
    """Within this, `end_sessions` leaves the session with this key alone: it is the one that asks for the end."""
    token = _own.set(key)
    try:
        yield
    finally:
        _own.reset(token)


def end_sessions(user: int, *, but: str | None = None) -> int:
    """Ends someone's sessions but the one that asks for it, and the one with the key `but`; how many."""
    spared = [key for key in (_own.get(), but) if key]
    return AccountSession.objects.filter(user=user).exclude(session_key__in=spared).delete()[0]
