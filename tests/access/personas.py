"""Everyone who knocks on the door of the matrix: two of each kind, staff for the country and for one region."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from explorer.access import Action, Role, may_as, visitor_actions
from explorer.models import Membership, Organisation
from tests.factories import NOW

Kind = Organisation.Kind
DRENTHE, FRIESLAND = [4], [2]
PEOPLE: tuple[tuple[str, str, str, list[int]], ...] = (
    ("employer A", Kind.EMPLOYER, Role.EMPLOYER, []),
    ("employer B", Kind.EMPLOYER, Role.EMPLOYER, []),
    ("intermediary A", Kind.INTERMEDIARY, Role.INTERMEDIARY, []),
    ("intermediary B", Kind.INTERMEDIARY, Role.INTERMEDIARY, []),
    ("adviser X", Kind.SERVICE_POINT, Role.ADVISER, DRENTHE),
    ("adviser Y", Kind.SERVICE_POINT, Role.ADVISER, FRIESLAND),
    ("viewer", Kind.UWV, Role.VIEWER, []),
    ("operator", Kind.UWV, Role.OPERATOR, []),
    ("publisher", Kind.UWV, Role.PUBLISHER, []),
    ("auditor", Kind.UWV, Role.AUDITOR, []),
    ("viewer of Drenthe", Kind.UWV, Role.VIEWER, DRENTHE),
    ("operator of Drenthe", Kind.UWV, Role.OPERATOR, DRENTHE),
    ("publisher of Drenthe", Kind.UWV, Role.PUBLISHER, DRENTHE),
    ("auditor of Drenthe", Kind.UWV, Role.AUDITOR, DRENTHE),
)
OWNER = "employer A"
"""Whose rows the addresses of the table name."""


@dataclass(frozen=True)
class Persona:
    """Someone who asks, and what the table of roles says of them."""

    name: str
    client: Client
    user: User | None = None
    membership: Membership | None = None

    @property
    def is_signed_in(self) -> bool:
        return self.user is not None

    @property
    def is_superuser(self) -> bool:
        return self.user is not None and self.user.is_superuser

    def may(self, action: Action) -> bool:
        """As a visitor, or by the role of a membership; who is signed in without one may do nothing."""
        if self.membership is not None:
            return may_as(self.membership, action)
        return not self.is_signed_in and action in visitor_actions()


def everyone() -> list[Persona]:
    """All of them, each signed in; the owner of the rows comes last, for what they ask may change these."""
    people = [_member(*values) for values in PEOPLE]
    root = User.objects.create_superuser("superuser")
    alone = _account("nobody's member")
    stopped = _member("stopped employer", Kind.EMPLOYER, Role.EMPLOYER, [])
    Organisation.objects.filter(name="stopped employer").update(suspended_at=NOW)
    others = [
        Persona("visitor", Client()),
        Persona("superuser", _signed_in(root), root),
        Persona(stopped.name, stopped.client, stopped.user),
        Persona("nobody's member", _signed_in(alone), alone),
    ]
    return [*others, *sorted(people, key=lambda persona: persona.name == OWNER)]


def _member(name: str, kind: str, role: str, regions: list[int]) -> Persona:
    user = _account(name)
    organisation = Organisation.objects.create(name=name, kind=kind)
    values: dict[str, Any] = {"role": role, "regions": regions, "is_owner": True}
    membership = Membership.objects.create(user=user, organisation=organisation, **values)
    return Persona(name, _signed_in(user), user, membership)


def _account(name: str) -> User:
    return User.objects.create(username=name, email=f"{name.replace(' ', '-').replace(chr(39), '')}@example.org")


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
