"""Whose shortlist a request is about: a person's for an organisation, or that of a visit."""

from django.http import HttpRequest

from explorer.acting import membership_of
from explorer.audience import visit_of
from explorer.models import Membership
from explorer.models.shortlist import Holder


def holder_of(request: HttpRequest) -> Holder | None:
    """None for a visitor who was shown nobody yet, and so has nobody to keep."""
    membership = membership_of(request)
    if membership is not None:
        return member_holder(membership)
    visit = visit_of(request)
    return Holder(visit=visit) if visit else None


def member_holder(membership: Membership) -> Holder:
    """A person, for the organisation that they act for."""
    return Holder(user=membership.user_id, organisation=membership.organisation_id)
