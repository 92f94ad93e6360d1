"""`manage.py api_credentials`: what a program of the demo sends to be let in, for one role."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from explorer.access import Action, may_as
from explorer.accounts import tokens
from explorer.management.commands.create_demo_users import create
from explorer.models import ApiToken, Membership, Organisation
from explorer.models.api_token import Scope

NAME = "api_credentials"
CSRF = "democredentialsdemocredentialsab"
"""Any 32 letters will do, as long as cookie and header agree."""


class Command(BaseCommand):
    help = "Prints the headers with which a program calls the API in one role of the demo (with DEBUG only)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", choices=list(Membership.Role.values), help="In whose name.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Nobody is let in without signing in, but with DEBUG=1.")
        call_command("create_demo_users", verbosity=0)
        create(name="kijken", organisation="UWV", kind=Organisation.Kind.UWV, role=Membership.Role.VIEWER, regions=[])
        member = Membership.objects.filter(role=options["role"]).select_related("user", "organisation").earliest("pk")
        for name, value in headers_of(member).items():
            self.stdout.write(f"{name}: {value}")


def headers_of(member: Membership) -> dict[str, str]:
    """A token made anew where the role has tokens; else the cookies of a browser that signed in."""
    if may_as(member, Action.USE_TOKENS):
        return {"Authorization": f"Bearer {_token(member)}"}
    client = Client()
    client.force_login(member.user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    return {"Cookie": cookies, "X-CSRFToken": CSRF}


@transaction.atomic
def _token(member: Membership) -> str:
    """In place of the one that was made here before: it was told once."""
    ApiToken.objects.of(member).filter(name=NAME).delete()
    return tokens.make(membership=member, name=NAME, scopes=Scope.values, days=30, at=timezone.now())
