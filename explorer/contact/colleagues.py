"""Who can go on with a request: the colleagues of an adviser, and who of them is away."""

import datetime as dt

from explorer.models import Absence, Membership


def colleagues(*, adviser: Membership, region: int | None, on: dt.date) -> list[Membership]:
    """Advisers of the same organisation who work for a region and are not away, by name."""
    others = Membership.objects.active(on).filter(organisation=adviser.organisation_id, role=Membership.Role.ADVISER)
    here = others.exclude(user=adviser.user_id).exclude(user__in=away(on)).select_related("user")
    return [one for one in here.order_by("user__username") if one.covers(region)]


def away(on: dt.date) -> frozenset[int]:
    """The accounts of advisers who are away on a day."""
    return frozenset(Absence.objects.filter(until__gte=on).values_list("user", flat=True))


def away_until(adviser: Membership, on: dt.date) -> dt.date | None:
    """Until when an adviser said to be away; None when they are here."""
    return Absence.objects.filter(user=adviser.user_id, until__gte=on).values_list("until", flat=True).first()


def be_away(*, adviser: Membership, until: dt.date | None) -> None:
    """Says until when (that day included) an adviser is away; None is that they are back."""
    if until is None:
        Absence.objects.filter(user=adviser.user_id).delete()
    else:
        Absence.objects.update_or_create(user=adviser.user, defaults={"until": until})
