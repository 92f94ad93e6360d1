"""What happens at signing in: the organisation takes over what the visitor was shown, the person what they kept."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from explorer import shortlist
from explorer.audience import account_of, viewer_key, visit_of
from explorer.holder import member_holder
from explorer.locks import lock
from explorer.models import Membership, ProfileReference
from profiles.calendar import day_of


def bring_the_visit(request: HttpRequest, user: User, **_: Any) -> None:
    """Every way of signing in takes the visit along, if there was one and the account has an organisation."""
    visit, membership = visit_of(request), Membership.objects.acting(user, on=day_of(timezone.now()))
    if visit and membership is not None:
        take_over(visit=visit, viewer=viewer_key(membership), account=account_of(membership))
        shortlist.take_over(visit=visit, holder=member_holder(membership))


@transaction.atomic
def take_over(*, visit: str, viewer: str, account: str) -> None:
    """Gives a viewer the references of a visit, with the time of showing: addresses in an open page go on working.

    Where the viewer knows the profile already, its own reference stays; the visit's rows stay too, so that their
    addresses can lead on to it, until visitors' rows expire. What is taken over counts for the budgets of the day.
    A reference that the viewer has for another profile (once in 700 million a pair) is not taken over.
    """
    lock([viewer, account])
    ProfileReference.objects.bulk_create(
        (
            ProfileReference(
                viewer=viewer,
                profile_key=seen.profile_key,
                code=seen.code,
                account=account,
                first_shown_at=seen.first_shown_at,
            )
            for seen in ProfileReference.objects.of(visit)
        ),
        ignore_conflicts=True,
    )
