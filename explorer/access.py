"""Who may do what: the role and action table, and the membership behind a request."""

from enum import Enum

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from rest_framework.request import Request

from explorer.models import Membership
from profiles.models import Purpose

VISITOR = "visitor"
Role = Membership.Role
_MEMBERSHIP = "_membership"


class Action(Enum):
    """What one can do; admin actions name the Django permissions that their group gets."""

    SEARCH = "search"
    SEE_CARDS = "see_cards"
    KEEP = "keep"
    KEEP_FOLDERS = "keep_folders"
    SEE_WITHOUT_BUDGET = "see_without_budget"
    LOOK_UP = "look_up"
    SEE_REPORTS = ("profiles.view_quartercount", "profiles.view_emptyfieldcount")
    SEE_SYNC = ("sync.view_syncrun", "sync.view_rejection", "profiles.view_generation")
    RUN_SYNC = ("sync.add_syncrun",)
    APPROVE_SYNC = ("sync.approve_syncrun",)
    SEE_AUDIT = ("profiles.view_auditevent", "profiles.view_alarm")
    SEE_VOCABULARIES = (
        "profiles.view_term",
        "profiles.view_label",
        "profiles.view_region",
        "profiles.view_municipality",
    )


EVERYONE = frozenset({Action.SEARCH, Action.SEE_CARDS})
KEEPS = EVERYONE | {Action.KEEP}
SERVES = KEEPS | {Action.SEE_WITHOUT_BUDGET}
STAFF = SERVES | {Action.SEE_REPORTS, Action.SEE_SYNC, Action.SEE_VOCABULARIES}

MAY: dict[str, frozenset[Action]] = {
    VISITOR: EVERYONE,
    Role.EMPLOYER: KEEPS,
    Role.INTERMEDIARY: KEEPS | {Action.KEEP_FOLDERS},
    Role.ADVISER: SERVES | {Action.LOOK_UP},
    Role.VIEWER: STAFF,
    Role.OPERATOR: STAFF | {Action.RUN_SYNC, Action.APPROVE_SYNC},
    Role.PUBLISHER: STAFF | {Action.APPROVE_SYNC},
    Role.AUDITOR: STAFF | {Action.SEE_AUDIT},
}
"""The whole table: what each role may do. Groups and checks are derived from it."""


PURPOSE: dict[str, Purpose] = {
    VISITOR: Purpose.EXPLORE,
    Role.EMPLOYER: Purpose.RECRUIT,
    Role.INTERMEDIARY: Purpose.MEDIATE,
    Role.ADVISER: Purpose.MEDIATE,
    Role.VIEWER: Purpose.SUPPORT,
    Role.OPERATOR: Purpose.SUPPORT,
    Role.PUBLISHER: Purpose.SUPPORT,
    Role.AUDITOR: Purpose.OVERSIGHT,
}
"""What each role looks at profiles for, as the audit log notes it."""


def visitor_actions() -> frozenset[Action]:
    """What someone without an account may do; the deployer decides with REQUIRE_LOGIN."""
    if settings.REQUIRE_LOGIN == "all":
        return frozenset()
    return EVERYONE - {Action.SEE_CARDS} if settings.REQUIRE_LOGIN == "profile" else EVERYONE


def may(request: HttpRequest | Request, action: Action) -> bool:
    """Whether whoever sent this request may do this."""
    membership = membership_of(request)
    return may_as(membership, action) if membership else action in visitor_actions()


def may_as(membership: Membership, action: Action) -> bool:
    """Whether the role of a membership may do this."""
    return action in MAY[membership.role]


def membership_of(request: HttpRequest | Request) -> Membership | None:
    """The membership someone acts under; None for visitors and for people whose organisation was stopped.

    Asked of the database once a request, and kept on it for the user it was asked for.
    """
    user: AbstractBaseUser | AnonymousUser = request.user
    if not user.is_authenticated:
        return None
    kept = vars(underlying(request))
    if kept.get(_MEMBERSHIP, (None, None))[0] != user.pk:
        kept[_MEMBERSHIP] = (user.pk, Membership.objects.acting(user.pk))
    found: Membership | None = kept[_MEMBERSHIP][1]
    return found


def underlying(request: HttpRequest | Request) -> HttpRequest:
    """Django's own request, also where the API wraps it."""
    return request._request if isinstance(request, Request) else request


def site(request: HttpRequest) -> dict[str, object]:
    """What every page knows of the site. Not under the name `site`: Django's sign-in page has its own."""
    named = {
        "name": settings.SERVICE_NAME,
        "service_point": settings.SERVICE_POINT_NAME,
        "email": settings.SERVICE_EMAIL,
        "phone": settings.SERVICE_PHONE,
        "is_demo": settings.DEMO,
        "has_post_box": settings.EMAIL_BACKEND == settings.DEMO_POST_BOX,
    }
    return {"service": named, "may_look_up": SimpleLazyObject(lambda: may(request, Action.LOOK_UP))}
