"""Finds the profile that someone else knows by a reference: for advisers, who are told it on the telephone."""

import datetime as dt

from explorer.audience import Audience
from explorer.models import Organisation, ProfileReference
from explorer.references import is_well_formed, tidied
from explorer.showing import show
from profiles import audit
from profiles.models import AuditAction, Live, Mask, Route


class NothingFoundError(LookupError):
    """Nobody of that name knows a profile by that reference, or that person is no longer shown: both alike."""


class SeveralFoundError(LookupError):
    """Two viewers know different profiles by this reference."""


def look_up(*, organisation: str, code: str, audience: Audience, at: dt.datetime) -> str:
    """The audience's own reference for a profile that another knows as `code`; every look-up is logged.

    `organisation` is a name; empty means a visitor without an account.

    Raises:
        NothingFoundError: nobody knows it so, or the person is no longer shown.
        SeveralFoundError: an organisation's name or a visitor's reference is not unique, and it matters here.
    """
    found = _known_as(organisation, code)
    about = f"{organisation[:80]}:{tidied(code)[:8]}" if is_well_formed(tidied(code)) else "not a reference"
    audit.record(viewer=audience.viewer, action=AuditAction.LOOKUP, people=found, at=at, about=about)
    if len(found) > 1:
        raise SeveralFoundError
    shown = show(audience=audience, profiles=[key for key in found if _is_shown(key)], at=at)
    if not shown.known:
        raise NothingFoundError
    return next(iter(shown.known.values())).code


def _known_as(organisation: str, code: str) -> list[str]:
    """The profiles (keys) that the named organisations, or visitors, know by a reference."""
    tidy = tidied(code)
    if not is_well_formed(tidy):
        return []
    rows = ProfileReference.objects.filter(code=tidy)
    if organisation:
        named = Organisation.objects.filter(name__iexact=organisation).values_list("pk", flat=True)
        rows = rows.filter(viewer__in=[f"o:{key}" for key in named])
    else:
        rows = rows.of_visitors()
    return sorted(set(rows.values_list("profile_key", flat=True)))


def _is_shown(profile: str) -> bool:
    route = Route.objects.filter(generation__in=Live.objects.values("generation"), profile_key=profile).first()
    return route is not None and not Mask.objects.filter(generation=route.generation_id, number=route.number).exists()
