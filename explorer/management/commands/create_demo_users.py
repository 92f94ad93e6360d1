"""`manage.py create_demo_users`: one account for each kind of user, with a password that everyone may know."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from explorer.groups import write_groups
from explorer.models import Membership, Organisation

PASSWORD = "verkenner-demo"  # noqa: S105 - public on purpose, and only with DEBUG
Kind, Role = Organisation.Kind, Membership.Role
PEOPLE: tuple[tuple[str, str, str, str, list[int]], ...] = (
    ("werkgever", "Bakkerij De Korenaar", Kind.EMPLOYER, Role.EMPLOYER, []),
    ("bemiddelaar", "Bureau Opstap", Kind.INTERMEDIARY, Role.INTERMEDIARY, []),
    ("adviseur", "Werkgeversservicepunt Drenthe", Kind.SERVICE_POINT, Role.ADVISER, [4]),
    ("uwv", "UWV", Kind.UWV, Role.PUBLISHER, []),
    ("beheer", "UWV", Kind.UWV, Role.OPERATOR, []),
    ("toezicht", "UWV", Kind.UWV, Role.AUDITOR, []),
)


class Command(BaseCommand):
    help = "Creates the demo's accounts (with DEBUG only). Existing accounts keep their password."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo accounts have a public password, so they exist with DEBUG=1 only.")
        write_groups()
        for name, organisation, kind, role, regions in PEOPLE:
            create(name=name, organisation=organisation, kind=kind, role=role, regions=regions)
        if options["verbosity"]:
            self.stdout.write("\n".join(f"{row[0]:12} {PASSWORD}" for row in PEOPLE))


@transaction.atomic
def create(*, name: str, organisation: str, kind: str, role: str, regions: list[int]) -> User:
    """One account with its organisation and role; nothing happens where it exists."""
    user, is_new = User.objects.get_or_create(username=name, defaults={"email": f"{name}@example.org"})
    if is_new:
        user.set_password(PASSWORD)
        user.save()
    checked = {"checked_at": timezone.now(), "checked_by": "demo"}
    belongs, _ = Organisation.objects.get_or_create(name=organisation, defaults={"kind": kind, **checked})
    Membership.objects.get_or_create(
        user=user, organisation=belongs, role=role, defaults={"regions": regions, "is_owner": True}
    )
    return user
