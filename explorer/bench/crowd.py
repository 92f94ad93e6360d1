"""Makes the people who call a site under load: organisations with a member and a program each, and staff."""

import datetime as dt
import random
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import timezone

from explorer.accounts import tokens
from explorer.audience import account_of, viewer_key
from explorer.bench.load import give_routes
from explorer.bench.mix import Crowd, Member, Staff
from explorer.bench.workload import drawn_searches
from explorer.groups import write_groups
from explorer.models import Membership, Organisation, ProfileReference
from explorer.models.api_token import Scope
from explorer.references import free_codes
from explorer.search.words.today import todays_lexicon
from explorer.search.words.workload import sample_texts
from profiles.models import Route

SEARCHES, TEXTS = 2_000, 500
SEEN = 40
"""So many profiles each organisation saw yesterday."""
OF_STAFF = {
    Membership.Role.ADVISER: (Organisation.Kind.SERVICE_POINT, ["/contactverzoeken/wachtrij/"]),
    Membership.Role.PUBLISHER: (Organisation.Kind.UWV, ["/admin/", "/admin/profiles/edition/"]),
    Membership.Role.OPERATOR: (Organisation.Kind.UWV, ["/admin/sync/syncrun/", "/admin/sync/rejection/"]),
    Membership.Role.AUDITOR: (Organisation.Kind.UWV, ["/admin/profiles/auditevent/"]),
}
"""Of each role of staff: in what kind of organisation, and which pages."""


def make_crowd(generation: int, organisations: int, seed: int) -> Crowd:
    """Writes accounts and what they saw before into the database, and tells who there is."""
    give_routes(generation)
    write_groups()
    dice = random.Random(seed)  # noqa: S311 - invented people, no secret
    people = list(Route.objects.filter(generation=generation).values_list("profile_key", flat=True))
    with transaction.atomic():
        members = [_member(number, dice.sample(people, min(SEEN, len(people)))) for number in range(organisations)]
        staff = [_staff(role, kind, pages) for role, (kind, pages) in OF_STAFF.items()]
    texts = sample_texts(todays_lexicon(), TEXTS, seed)
    first_pages = [search.partition("&pagina=")[0] for search in drawn_searches(generation, SEARCHES, seed)]
    return Crowd(members, staff, first_pages, texts)  # a later page may not be there


def _member(number: int, seen: Sequence[str]) -> Member:
    membership = _joined(f"Werkgever {number}", Organisation.Kind.EMPLOYER, Membership.Role.EMPLOYER)
    now = timezone.now()
    codes = free_codes([viewer_key(membership)], len(seen))
    known = {"viewer": viewer_key(membership), "account": account_of(membership)}
    ProfileReference.objects.bulk_create(
        ProfileReference(profile_key=key, code=code, first_shown_at=now - dt.timedelta(days=1), **known)
        for key, code in zip(seen, codes, strict=True)
    )
    token = tokens.make(membership=membership, name="programma", scopes=Scope.values, days=30, at=now)
    return Member(_session(membership.user), token, codes)


def _staff(role: str, kind: str, pages: Sequence[str]) -> Staff:
    return Staff(_session(_joined(f"Dienst {role}", kind, role).user), pages)


def _joined(name: str, kind: str, role: str) -> Membership:
    organisation = Organisation.objects.create(name=name, kind=kind, checked_at=timezone.now(), checked_by="bench")
    user = User.objects.create(username=name, email=f"{name.replace(' ', '.')}@example.org")
    regions = [4] if role == Membership.Role.ADVISER else []
    return Membership.objects.create(user=user, organisation=organisation, role=role, regions=regions, is_owner=True)


def _session(user: User) -> str:
    """Of someone who signed in now; is_staff follows from the role."""
    user.refresh_from_db()
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
