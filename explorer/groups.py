"""Writes the role table into Django groups, and people into the group of their role: admin asks only `has_perm`."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from explorer.access import MAY, STAFF_ROLES, VISITOR, Action
from explorer.accounts.sessions import end_sessions
from explorer.models import Membership, Organisation
from profiles.calendar import day_of


@transaction.atomic
def write_groups() -> None:
    """One group for each role, with exactly the permissions that the table names."""
    for role, actions in MAY.items():
        if role != VISITOR:
            group, _ = Group.objects.get_or_create(name=role)
            group.permissions.set(_permissions(actions))


def follow_migrations(**_: object) -> None:
    """After every `migrate`: the groups are as the table says, in the demo and in production alike."""
    create_permissions_of_all_apps()
    write_groups()


def create_permissions_of_all_apps() -> None:
    """Django makes permissions app by app in the same signal; groups need those of all apps."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)


@receiver([post_save, post_delete], sender=Membership)
def follow_membership(instance: Membership, **_: object) -> None:
    """A person's groups are the roles of their memberships, no more and no less; a change ends their sessions."""
    _regroup(User.objects.get(pk=instance.user_id))
    end_sessions(instance.user_id)


@receiver(post_save, sender=Organisation)
def follow_organisation(instance: Organisation, **_: object) -> None:
    """The people of an organisation that is stopped lose its roles; when it starts again they get them back."""
    for user in User.objects.filter(memberships__organisation=instance).distinct():
        if _regroup(user):
            end_sessions(user.pk)


def _regroup(user: User) -> bool:
    """Whether anything changed."""
    before = set(user.groups.values_list("name", flat=True))
    roles = set(Membership.objects.active(day_of(timezone.now())).filter(user=user).values_list("role", flat=True))
    user.groups.set(Group.objects.filter(name__in=roles))
    user.is_staff = user.is_superuser or bool(roles & STAFF_ROLES)
    user.save(update_fields=["is_staff"])
    return before != roles


def _permissions(actions: frozenset[Action]) -> list[Permission]:
    names = [name for action in actions if isinstance(action.value, tuple) for name in action.value]
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in (name.split(".") for name in names)
    ]
