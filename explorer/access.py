"""Who may do what: the role and action table, and the viewer behind a request."""

from enum import Enum

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from rest_framework.request import Request

from explorer.models import Membership
from profiles import keys
from profiles.audit import Viewer
from profiles.models import Origin, Purpose

VISITOR = "visitor"
Role = Membership.Role


class Action(Enum):
    """What one can do; admin actions name the Django permissions that their group gets."""

    SEARCH = "search"
    SEE_CARDS = "see_cards"
    KEEP = "keep"
    SEE_REPORTS = ("profiles.view_quartercount",)
    SEE_SYNC = ("sync.view_syncrun", "sync.view_rejection", "profiles.view_generation")
    RUN_SYNC = ("sync.add_syncrun",)
    SEE_AUDIT = ("profiles.view_auditevent",)
    SEE_VOCABULARIES = (
        "profiles.view_term",
        "profiles.view_label",
        "profiles.view_region",
        "profiles.view_municipality",
    )


EVERYONE = frozenset({Action.SEARCH, Action.SEE_CARDS})
KEEPS = EVERYONE | {Action.KEEP}
STAFF = KEEPS | {Action.SEE_REPORTS, Action.SEE_SYNC, Action.SEE_VOCABULARIES}

MAY: dict[str, frozenset[Action]] = {
    VISITOR: EVERYONE,
    Role.EMPLOYER: KEEPS,
    Role.INTERMEDIARY: KEEPS,
    Role.ADVISER: KEEPS,
    Role.VIEWER: STAFF,
    Role.OPERATOR: STAFF | {Action.RUN_SYNC},
    Role.PUBLISHER: STAFF,
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
    return action in (MAY[membership.role] if membership else visitor_actions())


def membership_of(request: HttpRequest | Request) -> Membership | None:
    """The membership someone acts under; None for visitors and for people whose organisation was stopped."""
    user: AbstractBaseUser | AnonymousUser = request.user
    if not user.is_authenticated:
        return None
    found = Membership.objects.filter(user=user.pk, organisation__is_active=True)
    return found.select_related("organisation").order_by("pk").first()


def viewer_of(request: HttpRequest | Request, *, origin: Origin) -> Viewer:
    """Under which name the looks of this request are logged, and under which key its references are kept."""
    membership = membership_of(request)
    if membership is None:
        session = _session_key(request)
        return Viewer(f"v:{session}", f"bezoeker {session}", "", VISITOR, origin, PURPOSE[VISITOR])
    organisation = membership.organisation
    return Viewer(
        key=f"o:{organisation.pk}",
        actor=request.user.get_username(),
        organisation=organisation.name,
        role=membership.role,
        origin=origin,
        purpose=PURPOSE[membership.role],
    )


def site(_request: HttpRequest) -> dict[str, object]:
    """What every page knows of the site. Not under the name `site`: Django's sign-in page has its own."""
    named = {"name": settings.SERVICE_NAME, "service_point": settings.SERVICE_POINT_NAME, "is_demo": settings.DEMO}
    return {"service": named}


def _session_key(request: HttpRequest | Request) -> str:
    """A keyed hash of the visitor's session, which is started if there is none."""
    if not request.session.session_key:
        request.session.create()
    return keys.visitor_key(str(request.session.session_key))
