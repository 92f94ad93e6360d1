"""Answers Django's `has_perm` for the role that somebody acts under, so that the admin follows the table of roles."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from explorer.acting import acting_of
from profiles.models import Region


class RoleBackend(ModelBackend):
    """Permissions are those of the group of the acting role; there are no others.

    `has_perm(name, region)` also asks whether that role covers a `Region`, or `WHOLE_COUNTRY`. A
    role that is not in force (another was chosen, its organisation is stopped) gives nothing, whatever the groups.
    """

    def _get_user_permissions(self, user_obj: User) -> "QuerySet[Permission]":  # noqa: ARG002 - Django names it so
        return Permission.objects.none()

    def _get_group_permissions(self, user_obj: User) -> "QuerySet[Permission]":
        acting = acting_of(user_obj)
        return Permission.objects.filter(group__user=user_obj, group__name=acting.role if acting else "")

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Never undecided: no other backend is asked after a no."""
        if not super().has_perm(user_obj, perm) or not _covers(user_obj, obj):
            raise PermissionDenied
        return True


def _covers(user: User, region: Region | None) -> bool:
    acting = acting_of(user)
    return region is None or (acting is not None and acting.covers(region.number or None))
