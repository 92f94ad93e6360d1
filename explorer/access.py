"""Who may do what: the role and action table, from which pages, API and admin derive it."""

from enum import Enum

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from rest_framework.request import Request

from explorer.acting import has_choice, membership_of
from explorer.models import Membership
from explorer.stopped import Stop, stop_of
from profiles.calendar import day_of
from profiles.models import Purpose

VISITOR = "visitor"
Role = Membership.Role


class Action(Enum):
    """What one can do; admin actions name the Django permissions that their group gets."""

    SEARCH = "search"
    SEE_CARDS = "see_cards"
    KEEP = "keep"
    KEEP_FOLDERS = "keep_folders"
    USE_TOKENS = "use_tokens"
    LEAD_ORGANISATION = "lead_organisation"
    SEE_WITHOUT_BUDGET = "see_without_budget"
    LOOK_UP = "look_up"
    HELP_CANDIDATES = "help_candidates"
    SEE_REPORTS = (
        "profiles.view_quartercount",
        "profiles.view_emptyfieldcount",
        "profiles.view_edition",
    )
    PREPARE_EDITIONS = ("profiles.add_edition",)
    APPROVE_EDITIONS = ("profiles.approve_edition", "profiles.publish_edition", "profiles.view_figureevent")
    HANDLE_CONTACT = "handle_contact"
    SEE_SYNC = ("sync.view_syncrun", "sync.view_rejection", "profiles.view_generation", "profiles.view_progress")
    RUN_SYNC = ("sync.add_syncrun",)
    APPROVE_SYNC = ("sync.approve_syncrun",)
    SEE_AUDIT = ("profiles.view_auditevent", "profiles.view_alarm", "profiles.view_figureevent")
    SEE_VOCABULARIES = (
        "profiles.view_term",
        "profiles.view_label",
        "profiles.view_region",
        "profiles.view_municipality",
    )


EVERYONE = frozenset({Action.SEARCH, Action.SEE_CARDS})
KEEPS = EVERYONE | {Action.KEEP}
RECRUITS = KEEPS | {Action.USE_TOKENS, Action.LEAD_ORGANISATION}
SERVES = KEEPS | {Action.SEE_WITHOUT_BUDGET}
STAFF = SERVES | {Action.SEE_REPORTS, Action.SEE_SYNC, Action.SEE_VOCABULARIES}

MAY: dict[str, frozenset[Action]] = {
    VISITOR: EVERYONE,
    Role.EMPLOYER: RECRUITS,
    Role.INTERMEDIARY: RECRUITS | {Action.KEEP_FOLDERS},
    Role.ADVISER: SERVES | {Action.LOOK_UP, Action.HELP_CANDIDATES, Action.HANDLE_CONTACT},
    Role.VIEWER: STAFF,
    Role.OPERATOR: STAFF | {Action.RUN_SYNC, Action.APPROVE_SYNC, Action.PREPARE_EDITIONS},
    Role.PUBLISHER: STAFF | {Action.APPROVE_SYNC, Action.PREPARE_EDITIONS, Action.APPROVE_EDITIONS},
    Role.AUDITOR: STAFF | {Action.SEE_AUDIT},
}
"""The whole table: what each role may do. Groups and checks are derived from it."""

STAFF_ROLES = frozenset({Role.VIEWER, Role.OPERATOR, Role.PUBLISHER, Role.AUDITOR})
"""The roles within UWV; only they come into the admin."""


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
    """Whether whoever sent this request may do this. Who is signed in without a role may do nothing."""
    membership = membership_of(request)
    if membership is not None:
        return may_as(membership, action)
    return not request.user.is_authenticated and action in visitor_actions()


def may_as(membership: Membership, action: Action) -> bool:
    """Whether the role of a membership may do this."""
    return action in MAY[membership.role]


def leads(membership: Membership) -> bool:
    """Whether somebody decides who belongs to their organisation: its owners, where the role allows it."""
    return membership.is_owner and may_as(membership, Action.LEAD_ORGANISATION)


def refuse(request: HttpRequest) -> HttpResponse:
    """What somebody is told who may not: visitors sign in first, for others there is a page with what to do.

    Raises:
        PermissionDenied: for whoever is signed in.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path())


def stop_for(request: HttpRequest | Request) -> Stop | None:
    """Why somebody who is signed in has no role; None for visitors and for who has one."""
    if not request.user.is_authenticated or membership_of(request):
        return None
    return stop_of(request.user.pk, on=day_of(timezone.now()))


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
        "other_party": settings.OIDC_NAME if settings.OIDC_RP_CLIENT_ID else "",
        "has_post_box": settings.EMAIL_BACKEND == settings.DEMO_POST_BOX,
    }
    return {
        "service": named,
        "acting": SimpleLazyObject(lambda: membership_of(request)),
        "has_choice": SimpleLazyObject(lambda: has_choice(request)),
        "may_look_up": SimpleLazyObject(lambda: settings.PROCESS != "web" and may(request, Action.LOOK_UP)),
        "stop": SimpleLazyObject(lambda: stop_for(request)),
    }
