"""Under which membership somebody acts: the one chosen in this session, else the first."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request

from explorer.models import Membership
from explorer.models.organisation import MembershipQuerySet
from profiles.calendar import day_of

CHOSEN = "membership"
"""Under this name a session keeps which membership its owner chose."""
_ACTING = "_acting_membership"


def membership_of(request: HttpRequest | Request) -> Membership | None:
    """The membership someone acts under; None for visitors and for people whose organisation was stopped.

    Asked of the database once a request, and kept on its user, so that `has_perm` knows it too.
    """
    user: User | AnonymousUser = request.user
    if not isinstance(user, AnonymousUser) and not hasattr(user, _ACTING):
        session: Any = getattr(request, "session", {})
        setattr(user, _ACTING, _asked(user, session.get(CHOSEN)))
    return acting_of(user)


def acting_of(user: User | AnonymousUser) -> Membership | None:
    """The same for an account; outside a request it acts under its first membership."""
    if not user.is_authenticated:
        return None
    found: Membership | None = getattr(user, _ACTING) if hasattr(user, _ACTING) else _asked(user, None)
    return found


def act_as(user: User, membership: Membership) -> None:
    """For the rest of this request an account acts under the membership of its token, whatever a session chose."""
    setattr(user, _ACTING, membership)


def choose(request: HttpRequest, *, membership: int) -> bool:
    """Acts under another of one's memberships for the rest of the session; False if that is not possible."""
    if choices(request).filter(pk=membership).exists():
        request.session[CHOSEN] = membership
        return True
    return False


def choices(request: HttpRequest) -> MembershipQuerySet:
    """The memberships that somebody can act under today."""
    return Membership.objects.active(day_of(timezone.now())).filter(user=request.user.pk)


def has_choice(request: HttpRequest) -> bool:
    """Whether somebody can act for more than one organisation, or in more than one role."""
    membership = membership_of(request)
    return membership is not None and membership.choices > 1


def _asked(user: User, chosen: int | None) -> Membership | None:
    return Membership.objects.acting(user, on=day_of(timezone.now()), chosen=chosen)
