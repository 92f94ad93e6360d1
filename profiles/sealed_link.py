"""Opens the sealed way back to a person: the one place that does, and never before it is in the audit log."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import cast

from nacl.exceptions import CryptoError

from profiles import audit, keys
from profiles.audit import Viewer
from profiles.models import AuditAction, Live, Mask, Route


class Reason(Enum):
    """What a link may be opened for."""

    ROUTING = "routing"
    """To put a request into the queue of the right region; nobody sees more than that region."""
    REQUEST = "request"
    """By an adviser who handles an employer's request."""
    QUESTION = "question"
    """By an adviser who answers a candidate's own question."""
    OBJECTION = "objection"
    """By an adviser who records that the candidate does not want to be shown."""


class NoLinkError(LookupError):
    """This person is not shown (any more), so there is no way back to them."""


class UnreadableLinkError(Exception):
    """The private key of this process does not fit this link: it was sealed with another, or it is damaged."""


class OtherRegionError(PermissionError):
    """The person lives in a region that this adviser does not work for."""


@dataclass(frozen=True)
class Opener:
    """Who opens, as the audit log names them, and for which regions (UWV numbers)."""

    viewer: Viewer
    regions: frozenset[int] | None = None
    """None is the whole country; an empty set is nowhere."""

    def may_see(self, region: int | None) -> bool:
        """An unknown region is for those who work for the whole country."""
        return self.regions is None or region in self.regions


@dataclass(frozen=True)
class Link:
    """The way back: true region, Sonar id ("" when only routing), and the names of fields that are empty in Sonar."""

    region: int | None
    klant_id: str
    empty: tuple[str, ...]


def open_link(*, profile: str, opener: Opener, reason: Reason, at: dt.datetime) -> Link:
    """Opens the link of a person (profile key) who is shown now. Every try is in the audit log before it returns.

    Raises:
        NoLinkError: the person is not shown.
        OtherRegionError: the adviser works for other regions; that is logged as refused.
        UnreadableLinkError: the private key does not fit.
        PermissionError: this process does not hold the private key.
        DatabaseError: the log takes no event; then nothing is told.
    """
    link = _unsealed(profile)
    is_allowed = reason is Reason.ROUTING or opener.may_see(link.region)
    about = reason.value if is_allowed else f"{reason.value}: refused, other region"
    audit.record(viewer=opener.viewer, action=AuditAction.OPENING, people=(profile,), at=at, about=about)
    if not is_allowed:
        raise OtherRegionError
    return Link(link.region, "", ()) if reason is Reason.ROUTING else link


def _unsealed(profile: str) -> Link:
    try:
        content = keys.opened(_sealed(profile))
    except CryptoError:
        raise UnreadableLinkError from None
    region, empty = cast("int | None", content["region"]), cast("list[str]", content["empty"])
    return Link(region, str(content["klantId"]), tuple(empty))


def _sealed(profile: str) -> bytes:
    """The link in the live generation; withdrawn people have none."""
    live = Live.objects.filter(pk=1).values("generation")
    route = Route.objects.filter(generation__in=live, profile_key=profile).first()
    if route is None or Mask.objects.filter(generation=route.generation_id, number=route.number).exists():
        raise NoLinkError
    return bytes(route.sealed)
