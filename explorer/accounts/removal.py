"""Removing one's own account: what goes with it, and what the law of the log keeps."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef

from explorer.models import Membership, Organisation, ProfileReference
from explorer.organisations.owners import LastOwnerError, hold


def ending_with(user: User) -> list[Organisation]:
    """The organisations that end with this account: nobody else works in them."""
    others = Membership.objects.filter(organisation=OuterRef("pk"), user__is_active=True).exclude(user=user)
    own = Organisation.objects.filter(pk__in=Membership.objects.filter(user=user).values("organisation"))
    ending = own.exclude(kind__in=(Organisation.Kind.UWV, Organisation.Kind.SERVICE_POINT)).exclude(Exists(others))
    return list(ending.order_by("name"))


def left_without_owner(user: User) -> list[Organisation]:
    """The organisations in which others work and this account is the last owner."""
    theirs = Membership.objects.filter(organisation=OuterRef("pk"), user__is_active=True).exclude(user=user)
    owned = Organisation.objects.filter(
        pk__in=Membership.objects.filter(user=user, is_owner=True).values("organisation")
    )
    return list(owned.filter(Exists(theirs)).exclude(Exists(theirs.filter(is_owner=True))).order_by("name"))


@transaction.atomic
def remove(*, user: User) -> None:
    """Takes an account away with all that it kept, and the organisations that end with it with what they were shown.

    The audit log stays, until its term is over: who looked at whom must be answerable, also of people who left.

    Raises:
        LastOwnerError: somebody else has to become an owner first.
    """
    hold(Membership.objects.filter(user=user).values_list("organisation", flat=True))
    kept = left_without_owner(user)
    if kept:
        raise LastOwnerError(kept[0].name)
    ending = [organisation.pk for organisation in ending_with(user)]
    Membership.objects.filter(user=user).delete()
    user.delete()
    Organisation.objects.filter(pk__in=ending).delete()
    ProfileReference.objects.filter(viewer__in=[f"o:{pk}" for pk in ending]).delete()
