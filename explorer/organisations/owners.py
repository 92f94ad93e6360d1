"""Who leads an organisation, and who goes: there is always an owner left while somebody works in it."""

from collections.abc import Iterable

from django.db import transaction

from explorer.locks import lock
from explorer.models import Membership, SavedSearch, ShortlistEntry


class LastOwnerError(ValueError):
    """An organisation would have no owner left; the message names it."""


@transaction.atomic
def end(*, membership: Membership) -> None:
    """Takes somebody out of an organisation, with what they kept for it; their sessions elsewhere end.

    Raises:
        LastOwnerError: nobody else owns the organisation.
    """
    current = _held(membership)
    if current is None:
        return
    if current.is_owner:
        _refuse_without_other_owner(current)
    current.delete()
    whose = {"user": current.user_id, "organisation": current.organisation_id}
    if not Membership.objects.filter(**whose).exists():
        kept = {"owner": current.user_id, "organisation": current.organisation_id}
        SavedSearch.objects.filter(**kept).delete()
        ShortlistEntry.objects.filter(**kept).delete()


@transaction.atomic
def set_owner(*, membership: Membership, is_owner: bool) -> None:
    """Makes a member an owner, or no owner any more.

    Raises:
        LastOwnerError: nobody else owns the organisation.
    """
    current = _held(membership)
    if current is None or current.is_owner == is_owner:
        return
    if not is_owner:
        _refuse_without_other_owner(current)
    current.is_owner = is_owner
    current.save(update_fields=["is_owner"])


def is_last_owner(membership: Membership) -> bool:
    """Whether nobody else leads the organisation of this membership; people whose account is blocked do not count."""
    owners = Membership.objects.filter(organisation=membership.organisation_id, is_owner=True, user__is_active=True)
    return membership.is_owner and not owners.exclude(pk=membership.pk).exists()


def hold(organisations: Iterable[int]) -> None:
    """Until the transaction ends nobody else changes who leads these organisations; to be asked before looking."""
    lock(f"owners {organisation}" for organisation in organisations)


def _held(membership: Membership) -> Membership | None:
    """The membership as it is now, which may be gone."""
    hold([membership.organisation_id])
    return Membership.objects.filter(pk=membership.pk).select_related("organisation").first()


def _refuse_without_other_owner(membership: Membership) -> None:
    if is_last_owner(membership):
        raise LastOwnerError(membership.organisation.name)
