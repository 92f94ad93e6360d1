"""Two of everybody who may come, each with something of their own, made by few rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from explorer import client_folders, saved_searches
from explorer.access import MAY, STAFF_ROLES, Action, may_as, visitor_actions
from explorer.accounts import tokens
from explorer.contact import handling, routing
from explorer.groups import write_groups
from explorer.models import ApiToken, ContactRequest, Invitation, Membership, Organisation, ShortlistEntry
from profiles import keys
from profiles.models import Route
from tests.explorer.contact.asked import WORK
from tests.factories import make_membership, published

Role = Membership.Role
REGIONS = (4, 1)
"""Where the two people of the published set live; X advises in the first, Y in the second."""
Ids = Mapping[str, object]


@dataclass
class Actor:
    """Somebody with a browser, what the table of roles grants, and what is theirs by kind of thing."""

    name: str
    client: Client
    membership: Membership | None = None
    is_superuser: bool = False
    own: dict[str, Ids] = field(default_factory=dict)

    @property
    def has_account(self) -> bool:
        return self.membership is not None or self.is_superuser

    @property
    def is_staff(self) -> bool:
        return self.is_superuser or (self.membership is not None and self.membership.role in STAFF_ROLES)

    @property
    def is_bound(self) -> bool:
        """To some regions."""
        return self.membership is not None and bool(self.membership.regions)

    def may(self, action: Action) -> bool:
        """As the table of roles says."""
        if self.membership is not None:
            return may_as(self.membership, action)
        return not self.is_superuser and action in visitor_actions()

    def has_permission(self, name: str) -> bool:
        """Of the admin: what the actions of the role name; a superuser has everything."""
        if self.membership is None:
            return self.is_superuser
        granted = chain.from_iterable(one.value for one in MAY[self.membership.role] if isinstance(one.value, tuple))
        return name in granted


def actors() -> dict[str, Actor]:
    """Everybody, after two people were published and each employer and intermediary kept something."""
    write_groups()
    published({"hours": "U28"}, {})
    for number, region in enumerate(REGIONS):
        sealed = keys.seal({"region": region, "klantId": f"WZ{number}", "empty": []})
        Route.objects.filter(number=number).update(sealed=sealed)
    found = [
        Actor("visitor", Client()),
        *map(_keeper, ("employer A", "employer B", "intermediary A", "intermediary B")),
    ]
    routing.route(at=timezone.now())
    found += [_adviser("adviser X", REGIONS[0], found[1]), _adviser("adviser Y", REGIONS[1], found[1])]
    found += [_staff(role, regions) for role in sorted(STAFF_ROLES) for regions in ([], [REGIONS[0]])]
    boss = User.objects.create_superuser("superuser")
    return {one.name: one for one in [*found, Actor("superuser", _signed_in(boss), is_superuser=True)]}


def _keeper(name: str) -> Actor:
    role = Role(name.partition(" ")[0])
    membership = make_membership(role, is_owner=True)
    kind = Organisation.Kind.EMPLOYER if role == Role.EMPLOYER else Organisation.Kind.INTERMEDIARY
    Organisation.objects.filter(pk=membership.organisation_id).update(kind=kind)
    actor = Actor(name, _signed_in(membership.user), membership)
    _keep_something(actor, membership)
    return actor


def _keep_something(actor: Actor, membership: Membership) -> None:
    at, client = timezone.now(), actor.client
    saved = saved_searches.save(membership=membership, name="Magazijn", query="regio=4", at=at)
    refs = [card.ref for card in client.get("/kandidaten/").context["page"].cards]
    client.post("/selectie/", {"ref": refs[0], "query": ""})
    client.post("/contactverzoeken/nieuw/", {**WORK, "kandidaat": refs})
    client.get("/privacy/")  # which shows, and so takes away, what was said of all that
    tokens.make(membership=membership, name="Systeem", scopes=["kandidaten"], days=30, at=at)
    organisation = membership.organisation_id
    waiting = Invitation.objects.create(organisation_id=organisation, email=f"{organisation}@x.example", sent_at=at)
    colleague = Membership.objects.create(
        user=make_membership().user, organisation_id=organisation, role=membership.role
    )
    actor.own = {
        "search": {"key": saved.key, "sleutel": str(saved.key)},
        "card": {"ref": refs[0]},
        "entry": _both(ShortlistEntry.objects.order_by("-pk")[0].key),
        "request": _both(ContactRequest.objects.order_by("-pk")[0].key),
        "token": {"key": ApiToken.objects.get(membership=membership).key},
        "member": {"member": colleague.pk},
        "invitation": {"key": waiting.key},
        "membership": {"membership": membership.pk},
    }
    if actor.may(Action.KEEP_FOLDERS):
        actor.own["folder"] = {"key": client_folders.make(membership=membership, name="Bakkerij").key}


def _both(key: object) -> Ids:
    """Under the name that pages use, and that of the API."""
    return {"key": key, "sleutel": str(key)}


def _adviser(name: str, region: int, employer: Actor) -> Actor:
    """With a task: the employer's candidate of the region."""
    membership = make_membership(Role.ADVISER, regions=[region])
    request = ContactRequest.objects.get(organisation_id=_of(employer).organisation_id)
    actor = Actor(name, _signed_in(membership.user), membership)
    row = request.candidates.get(region=region)
    colleague = Membership.objects.create(
        user=make_membership().user, organisation=membership.organisation, role=Role.ADVISER, regions=[region]
    )
    handling.take(row=row, adviser=membership, at=timezone.now())
    actor.own = {
        "task": {"request_key": request.key, "code": row.code},
        "card": {"ref": actor.client.get("/kandidaten/").context["page"].cards[0].ref},
        "colleague": {"collega": colleague.pk},
    }
    return actor


def _staff(role: str, regions: list[int]) -> Actor:
    user = User.objects.create_user(f"{role} {regions}")
    uwv, _ = Organisation.objects.get_or_create(name="UWV", kind=Organisation.Kind.UWV)
    membership = Membership.objects.create(user=user, organisation=uwv, role=role, regions=regions)
    return Actor(f"{role} {'of a region' if regions else 'national'}", _signed_in(user), membership)


def _signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "nl"}, raise_request_exception=False)
    client.force_login(User.objects.get(pk=user.pk), "explorer.role_backend.RoleBackend")
    return client


def _of(actor: Actor) -> Membership:
    assert actor.membership is not None
    return actor.membership
