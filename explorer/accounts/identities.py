"""Whose account it is when another party says who somebody is, and a new one for whoever comes first."""

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from explorer.locks import lock
from explorer.models import ExternalIdentity, Membership, Organisation

Kind, Role = Organisation.Kind, Membership.Role
ROLES = {Kind.EMPLOYER: Role.EMPLOYER, Kind.INTERMEDIARY: Role.INTERMEDIARY}


class NoOrganisationError(ValueError):
    """The other party names no usable KvK number, so there is no organisation to work for."""


@dataclass(frozen=True)
class Claims:
    """What the other party says. `email` is empty unless it vouches for the address."""

    issuer: str
    subject: str
    kvk_number: str = ""
    name: str = ""
    email: str = ""


@transaction.atomic
def person_of(claims: Claims, *, at: dt.datetime) -> User:
    """The account of issuer and subject. A mail address never leads to one: the other party may have invented it.

    Whoever comes for the first time gets an account, in the organisation of the KvK number: a checked or a new one,
    for an unchecked one could be anybody's who typed that number.

    Raises:
        NoOrganisationError: for the first time, and without a KvK number.
    """
    lock([f"identity {claims.issuer} {claims.subject}"])
    known = (
        ExternalIdentity.objects.filter(issuer=claims.issuer, subject=claims.subject).select_related("user").first()
    )
    return known.user if known else _new(claims, at)


def _new(claims: Claims, at: dt.datetime) -> User:
    if not re.fullmatch(r"[0-9]{8}", claims.kvk_number):
        raise NoOrganisationError
    user = User(username=f"oidc-{uuid.uuid4().hex[:12]}", email=claims.email, first_name=claims.name[:80])
    user.set_unusable_password()
    user.save()
    ExternalIdentity.objects.create(user=user, issuer=claims.issuer, subject=claims.subject, first_at=at)
    organisation = _organisation(claims, at)
    is_first = not organisation.memberships.exists()
    role = ROLES[Kind(organisation.kind)]
    Membership.objects.create(user=user, organisation=organisation, role=role, is_owner=is_first)
    return user


def _organisation(claims: Claims, at: dt.datetime) -> Organisation:
    """The organisation of a KvK number; what the other party vouches for counts as checked."""
    lock([f"kvk {claims.kvk_number}"])
    checked = Organisation.objects.filter(kvk_number=claims.kvk_number, kind__in=ROLES).exclude(checked_at=None)
    found = checked.order_by("pk").first()
    return found or Organisation.objects.create(
        name=f"KvK {claims.kvk_number}",
        kind=Kind.EMPLOYER,
        kvk_number=claims.kvk_number,
        checked_at=at,
        checked_by=claims.issuer[:150],
    )
