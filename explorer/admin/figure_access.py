"""Which regions someone may see figures of, and the note that they looked."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from explorer.acting import membership_of
from profiles.models import FigureEvent
from profiles.models.edition import note


def only_regions(request: HttpRequest) -> Sequence[int]:
    """The numbers of the regions that someone is bound to; none means the whole country."""
    membership = membership_of(request)
    return tuple(membership.regions) if membership else ()


def hold_to_regions(request: HttpRequest, region: int | None) -> None:
    """Stops whoever is bound to other regions.

    Raises:
        PermissionDenied: they may not see this region, or the whole country (None).
    """
    only = only_regions(request)
    if only and region not in only:
        raise PermissionDenied


def seen(request: HttpRequest, about: str, *, quarter: object = "") -> None:
    """Notes that these figures were looked at."""
    _note(request, FigureEvent.Action.VIEW, about, quarter)


def exported(request: HttpRequest, about: str, *, quarter: object = "") -> None:
    """Notes that these figures left as a file."""
    _note(request, FigureEvent.Action.EXPORT, about, quarter)


def _note(request: HttpRequest, action: FigureEvent.Action, about: str, quarter: object) -> None:
    note(actor=request.user.get_username(), action=action, at=timezone.now(), quarter=quarter, about=about[:120])
