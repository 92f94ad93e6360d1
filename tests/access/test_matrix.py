"""Every address × everybody × every method: who may not is refused, and somebody else's looks like nobody's."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from explorer.access import Action, leads
from explorer.models import SavedSearch
from tests.access.table import ADMIN, API, NOT_FOR_EVERYONE, SIGN_IN_TO_ADMIN, SITE, WHOLE_COUNTRY, Rule
from tests.access.world import Actor, Ids, actors
from tests.factories import NOW

pytestmark = pytest.mark.django_db
A_FEW = ("visitor", "employer A", "intermediary B", "adviser Y", "viewer of a region")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSED = frozenset({401, 403, 404, 405, 501})
TABLE_PAGES = {"changelist": "view", "add": "add", "history": "view", "delete": "delete", "change": "view"}
"""What Django's admin has for every table, and the permission that each asks for."""
NOBODY: dict[str, object] = {
    "key": uuid.UUID(int=0),
    "sleutel": str(uuid.UUID(int=0)),
    "request_key": uuid.UUID(int=0),
    "code": "D7K-4MPQ",
    "ref": "D7K-4MPQ",
    "member": 10**6,
    "quarter": "1999-4",
    "kwartaal": "1999-4",
    "region": "99",
    "name": "niets.csv",
    "pk": 10**6,
    "action": "approve",
    "object_id": "1000000",
    "format": "csv",
    "naam": "sector",
    "content_type_id": "1",
    "app_label": "profiles",
    "id": "1000000",
    "url": "zomaar",
}
"""Whatever an address may hold, of something that does not exist."""


@dataclass(frozen=True)
class Route:
    """One address of the resolver."""

    name: str
    needs: tuple[str, ...]
    namespace: str = ""

    def address(self, ids: Ids) -> str:
        known = {**NOBODY, "key": "regio"} if self.name == "facet" else NOBODY
        full = f"{self.namespace}:{self.name}" if self.namespace else self.name
        return reverse(full, kwargs={name: ids.get(name, known[name]) for name in self.needs})


def routes() -> Iterator[Route]:
    """All addresses that have a name; those that have none are Django's own ways to others."""
    yield from _within(get_resolver().url_patterns, (), "")


def _within(patterns: list[URLPattern | URLResolver], before: tuple[str, ...], namespace: str) -> Iterator[Route]:
    for one in patterns:
        needs = (*before, *one.pattern.converters, *getattr(one.pattern, "regex", re.compile("")).groupindex)
        if isinstance(one, URLResolver):
            yield from _within(one.url_patterns, (*before, *one.pattern.converters), one.namespace or namespace)
        elif one.name:
            yield Route(one.name, tuple(dict.fromkeys(needs)), namespace)


@dataclass(frozen=True)
class Walk:
    """Who walks, and by which methods."""

    people: dict[str, Actor]
    methods: tuple[str, ...]


@pytest.fixture(params=["a few", pytest.param("all", marks=pytest.mark.slow)])
def walk(request: pytest.FixtureRequest) -> Walk:
    """Everybody by every method; the quick tests walk with one of each kind, who look and send."""
    everybody = actors()
    if request.param == "all":
        return Walk(everybody, METHODS)
    return Walk({name: everybody[name] for name in A_FEW}, METHODS[:2])


def test_every_address_has_a_line_in_the_table() -> None:
    unknown = [route.name for route in routes() if route.namespace != "admin" and route.name not in {**SITE, **API}]
    strange = [route.name for route in routes() if route.namespace == "admin" and not _is_told_of_admin(route.name)]
    gone = set({**SITE, **API}) - {route.name for route in routes()}

    assert (unknown, strange) == ([], [])
    assert gone <= {"post_box", "sign_in_elsewhere", "oidc_callback"}, "these depend on settings"


def test_who_may_not_is_refused_by_every_method_and_who_may_can_look(walk: Walk) -> None:
    cells, wrong = 0, []
    for actor in walk.people.values():
        for route, rule in _of_site():
            own = actor.own.get(rule.of, {})
            may = _may(actor, rule)
            for method in walk.methods if not may else METHODS[:1] if rule.reads else ():
                cells += 1
                answer = _asked(actor, method, route.address(own))
                if _is_refused(answer) == may and not (rule.of and not own):
                    wrong.append((actor.name, method, route.name, answer.status_code))

    assert wrong == [], "\n".join(map(str, wrong))
    print(f"{cells} cells")  # noqa: T201 - for `pytest -s`
    assert cells > 300


def test_what_is_somebody_elses_looks_as_what_does_not_exist(walk: Walk) -> None:
    cells, wrong = 0, []
    for actor in walk.people.values():
        for route, rule in _of_site():
            others = [one for one in walk.people.values() if one is not actor and rule.of in one.own]
            for method in walk.methods if others else ():
                nobodys = _told(actor, method, route, {})
                for other in others:
                    cells += 1
                    theirs = _told(actor, method, route, other.own[rule.of])
                    if theirs != nobodys or theirs[0] < 300:
                        wrong.append((actor.name, method, route.name, other.name, theirs[0], nobodys[0]))

    assert wrong == [], "\n".join(map(str, wrong))
    print(f"{cells} cells")  # noqa: T201 - for `pytest -s`
    assert cells > 300


def test_the_admin_opens_only_what_a_role_has_permission_for(walk: Walk) -> None:
    cells, wrong = 0, []
    for actor in (one for one in walk.people.values() if one.is_staff or one.name in ("visitor", "employer A")):
        for route in (one for one in routes() if one.namespace == "admin" and _permission(one.name)):
            may = actor.is_staff and actor.has_permission(_permission(route.name))
            may = may and not (actor.is_bound and route.name.startswith(WHOLE_COUNTRY))
            for method in ("GET", "POST") if not may else ("GET",):
                cells += 1
                answer = _asked(actor, method, route.address({}))
                is_kept_out = answer.status_code == 403 or "login" in answer.headers.get("Location", "")
                is_never_done = route.name.endswith(("_add", "_delete", "_change"))  # these tables are only looked at
                if is_kept_out and not is_never_done if may else not _is_refused(answer):
                    wrong.append((actor.name, method, route.name, answer.status_code))

    assert wrong == [], "\n".join(map(str, wrong))
    print(f"{cells} cells")  # noqa: T201 - for `pytest -s`
    assert cells > 300


def test_rights_that_are_taken_away_are_gone_at_the_next_request(walk: Walk) -> None:
    adviser, employer, viewer = (walk.people[name] for name in ("adviser Y", "employer A", "viewer of a region"))
    assert adviser.client.get("/contactverzoeken/wachtrij/").status_code == 200
    assert viewer.client.get("/admin/profiles/quartercount/").status_code < 400
    for one in (adviser, employer, viewer):
        assert one.membership is not None
        organisation = one.membership.organisation
        organisation.suspended_at = NOW
        organisation.save()

    assert _is_refused(adviser.client.get("/contactverzoeken/wachtrij/"))
    assert _is_refused(employer.client.get("/organisatie/"))
    assert _is_refused(viewer.client.get("/admin/profiles/quartercount/"))


FORBIDDEN = {"owner": "1", "organisation": "1", "status": "hired", "is_staff": "on", "is_superuser": "on"}
FORBIDDEN |= {"is_owner": "on", "role": "publisher", "checked_at": "2026-01-01", "user": "1", "eigenaar": "1"}


def test_nobody_gives_themselves_what_no_form_offers(walk: Walk) -> None:
    employer, other = walk.people["employer A"], walk.people["intermediary B"]
    assert employer.membership is not None
    assert other.membership is not None
    sent = {**FORBIDDEN, "organisation": str(other.membership.organisation_id), "name": "Nieuw", "query": "regio=1"}

    for address in ("/zoekopdrachten/", "/account/e-mail/", "/organisatie/uitnodigen/", "/organisatie/wisselen/"):
        employer.client.post(address, sent)
    employer.client.post("/api/v1/zoekopdrachten", sent, content_type="application/json")

    user = employer.membership.user
    user.refresh_from_db()
    [membership] = user.memberships.all()
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert (membership.role, membership.organisation_id) == (
        employer.membership.role,
        employer.membership.organisation_id,
    )
    assert set(SavedSearch.objects.filter(owner=user).values_list("organisation", flat=True)) == {
        membership.organisation_id
    }


def _of_site() -> list[tuple[Route, Rule]]:
    table = {**SITE, **API}
    asked = [(route, table[route.name]) for route in routes() if route.namespace != "admin" and route.name in table]
    return [(route, rule) for route, rule in asked if rule.needs not in ("link", "demo") and rule.of != "quarter"]


def _may(actor: Actor, rule: Rule) -> bool:
    if isinstance(rule.needs, Action):
        return actor.may(rule.needs)
    membership = actor.membership
    asked = {
        "nothing": True,
        "account": actor.has_account,
        "role": membership is not None,
        "owner": membership is not None and leads(membership),
    }
    return asked[rule.needs]


def _permission(name: str) -> str:
    """Which permission a page of the admin asks for; empty where it is not one."""
    if name in ADMIN or name in SIGN_IN_TO_ADMIN | NOT_FOR_EVERYONE:
        return ADMIN.get(name, "")
    model, _, page = name.rpartition("_")
    if page not in TABLE_PAGES:
        return ""
    app, _, table = model.rpartition("_")
    return f"{app}.{TABLE_PAGES[page]}_{table}"


def _is_told_of_admin(name: str) -> bool:
    return name in SIGN_IN_TO_ADMIN | NOT_FOR_EVERYONE or bool(_permission(name))


def _asked(actor: Actor, method: str, address: str) -> HttpResponse:
    answer: HttpResponse = actor.client.generic(method, address)  # type: ignore[assignment]
    assert answer.status_code < 500 or answer.status_code == 501, (actor.name, method, address, answer.status_code)
    return answer


def _is_refused(answer: Any) -> bool:
    where = answer.headers.get("Location", "")
    return answer.status_code in REFUSED or where.startswith(("/inloggen/", "/admin/"))


def _told(actor: Actor, method: str, route: Route, ids: Ids) -> tuple[int, str]:
    """Status and words of an answer, without what differs for every request: tokens, and what was asked for."""
    address = route.address(ids)
    actor.client.cookies.pop("messages", None)  # what an earlier answer left to be said
    answer = _asked(actor, method, address)
    told = (
        answer.content.decode(errors="replace") if answer.status_code >= 400 else answer.headers.get("Location", "")
    )
    words = re.sub(r'value="[^"]*"', "", told)
    for one in (
        quote(address),
        address,
        *(str(value) for value in {**NOBODY, **ids}.values() if len(str(value)) > 5),
    ):
        words = words.replace(one, "…")
    return answer.status_code, words
