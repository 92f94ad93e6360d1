"""To whom a request shows profiles: whose references it uses and on which budgets a new profile weighs."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

from explorer.access import PURPOSE, VISITOR, Action, may_as, underlying
from explorer.acting import membership_of
from explorer.budget import Limit, Whose
from explorer.models import Membership
from explorer.network import network_of
from profiles import keys
from profiles.audit import Viewer
from profiles.models import Origin

VISIT = "visit"
"""Under this name a session keeps what its visitor's references hang on. It outlives signing in, as the session's
own key does not."""


@dataclass(frozen=True)
class Audience:
    """Someone to whom profiles are shown."""

    viewer: Viewer
    """As the audit log names them; `viewer.key` is whose references they see."""
    limits: tuple[Limit, ...]
    account: str = ""
    """A keyed hash of the account; empty for visitors."""
    former: str = ""
    """Whose references they saw in the same session before signing in."""
    is_stopped: bool = True
    """Whether a spent budget stops them; advisers and staff only raise an alarm."""

    @property
    def viewers(self) -> tuple[str, ...]:
        """Everyone who knows a profile once this audience does: a visitor's session, and the network with it."""
        return tuple(dict.fromkeys([self.viewer.key, *(limit.viewer for limit in self.limits)]))

    @property
    def reads_as(self) -> tuple[str, ...]:
        """Under whose references they may name a profile: their own, and those of the visit before signing in."""
        return tuple(filter(None, (self.viewer.key, self.former)))


def audience_of(request: HttpRequest | Request, *, origin: Origin) -> Audience:
    """Who asks: a person for an organisation, a visitor's session, or a network that sends no cookie."""
    membership = membership_of(request)
    if membership is not None:
        return _member(request, membership, origin)
    network = f"n:{keys.network_key(network_of(underlying(request)))}"
    on_network = Limit(Whose.NETWORK, network, settings.PROFILE_BUDGET_NETWORK)
    if origin == Origin.API and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Audience(_visitor(network, origin), (on_network,))
    visit = visit_of(request) or _begun(request)
    return Audience(
        _visitor(visit, origin), (Limit(Whose.VISITOR, visit, settings.PROFILE_BUDGET_VISITOR), on_network)
    )


def visit_of(request: HttpRequest | Request) -> str:
    """The key of this session's visit; empty when it saw no profiles without an account."""
    token = request.session.get(VISIT)
    return f"v:{keys.visitor_key(token)}" if token else ""


def viewer_key(membership: Membership) -> str:
    """Under which key the references of an organisation are kept."""
    return f"o:{membership.organisation_id}"


def account_of(membership: Membership) -> str:
    """A person's account as it may be noted beside what they were first to see."""
    return keys.account_key(str(membership.user_id))


def _member(request: HttpRequest | Request, membership: Membership, origin: Origin) -> Audience:
    key, account = viewer_key(membership), account_of(membership)
    person, organisation = settings.PROFILE_BUDGET_PERSON, settings.PROFILE_BUDGET_ORGANISATION
    shared = min(person * max(1, membership.active_people), organisation)
    if not membership.organisation.is_checked:
        person = shared = min(shared, settings.PROFILE_BUDGET_UNCHECKED)
    return Audience(
        _viewer(key, membership, origin),
        (Limit(Whose.PERSON, key, person, account), Limit(Whose.ORGANISATION, key, shared)),
        account,
        visit_of(request),
        is_stopped=not may_as(membership, Action.SEE_WITHOUT_BUDGET),
    )


def _viewer(key: str, membership: Membership, origin: Origin) -> Viewer:
    return Viewer(
        key=key,
        actor=membership.user.get_username(),
        organisation=membership.organisation.name,
        role=membership.role,
        origin=origin,
        purpose=PURPOSE[membership.role],
    )


def _visitor(key: str, origin: Origin) -> Viewer:
    return Viewer(key, f"bezoeker {key.partition(':')[2]}", "", VISITOR, origin, PURPOSE[VISITOR])


def _begun(request: HttpRequest | Request) -> str:
    request.session[VISIT] = secrets.token_hex(16)
    return visit_of(request)
