"""The way back to a person: for the right region only, logged before it is told, and closed to everyone else."""

import ast
from pathlib import Path

import pytest
from django.db import DatabaseError
from nacl.encoding import HexEncoder
from nacl.public import PrivateKey
from pytest_django.fixtures import Settings

from profiles import keys
from profiles.audit import Viewer
from profiles.models import AuditAction, AuditEvent, Mask, Origin, Purpose, Route
from profiles.sealed_link import (
    Link,
    NoLinkError,
    Opener,
    OtherRegionError,
    Reason,
    UnreadableLinkError,
    open_link,
)
from tests.auditing import full_disk
from tests.factories import NOW, published

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
KLANT, EMPTY = "WZ48151623", ["hours", "licence"]
ADVISER = Viewer("o:3", "adviseur", "WSP Drenthe", "adviser", Origin.WEB, Purpose.MEDIATE)
WORKER = Opener(Viewer("", "worker", "", "system", Origin.SYSTEM, Purpose.MEDIATE))


def sealed_person(region: int | None = 4) -> str:
    """Someone who is shown, whose link is really sealed; gives the profile key."""
    published({})
    Route.objects.update(sealed=keys.seal({"region": region, "klantId": KLANT, "empty": EMPTY}))
    return Route.objects.get().profile_key


def adviser(*regions: int) -> Opener:
    return Opener(ADVISER, frozenset(regions))


def logged() -> list[tuple[str, str, tuple[str, ...], str]]:
    events = AuditEvent.objects.order_by("pk")
    return [(event.action, event.actor, event.people, event.about) for event in events]


@pytest.mark.parametrize("reason", [Reason.REQUEST, Reason.QUESTION])
def test_an_adviser_of_the_region_gets_the_way_back_and_it_is_logged(reason: Reason) -> None:
    person = sealed_person()

    link = open_link(profile=person, opener=adviser(4, 5), reason=reason, at=NOW)

    assert link == Link(4, KLANT, ("hours", "licence"))
    assert logged() == [(AuditAction.OPENING, "adviseur", (person,), reason.value)]


def test_an_adviser_of_another_region_is_refused_and_that_is_logged() -> None:
    person = sealed_person()

    with pytest.raises(OtherRegionError):
        open_link(profile=person, opener=adviser(5), reason=Reason.REQUEST, at=NOW)

    assert logged() == [(AuditAction.OPENING, "adviseur", (person,), "request: refused, other region")]


def test_a_worker_learns_the_region_and_nothing_more() -> None:
    person = sealed_person()

    assert open_link(profile=person, opener=WORKER, reason=Reason.ROUTING, at=NOW) == Link(4, "", ())
    assert [about for *_rest, about in logged()] == ["routing"]


def test_an_unknown_region_is_for_those_who_work_for_the_whole_country() -> None:
    person = sealed_person(region=None)

    assert open_link(profile=person, opener=Opener(ADVISER), reason=Reason.REQUEST, at=NOW).klant_id == KLANT
    with pytest.raises(OtherRegionError):
        open_link(profile=person, opener=adviser(4), reason=Reason.REQUEST, at=NOW)


def test_an_adviser_without_a_region_opens_no_link() -> None:
    person = sealed_person()

    with pytest.raises(OtherRegionError):
        open_link(profile=person, opener=adviser(), reason=Reason.REQUEST, at=NOW)


def test_without_a_log_nothing_is_told() -> None:
    person = sealed_person()

    with full_disk(), pytest.raises(DatabaseError):
        open_link(profile=person, opener=adviser(4), reason=Reason.REQUEST, at=NOW)


def test_a_process_without_the_private_key_opens_nothing(settings: Settings) -> None:
    person = sealed_person()
    settings.LINK_PRIVATE_KEY = ""

    with pytest.raises(PermissionError, match="LINK_PRIVATE_KEY"):
        open_link(profile=person, opener=adviser(4), reason=Reason.REQUEST, at=NOW)


def test_another_private_key_opens_nothing(settings: Settings) -> None:
    person = sealed_person()
    settings.LINK_PRIVATE_KEY = PrivateKey.generate().encode(HexEncoder).decode()

    with pytest.raises(UnreadableLinkError):
        open_link(profile=person, opener=adviser(4), reason=Reason.REQUEST, at=NOW)


def test_someone_who_withdrew_cannot_be_found_back() -> None:
    person = sealed_person()
    route = Route.objects.get()
    Mask.objects.create(generation=route.generation, number=route.number)

    with pytest.raises(NoLinkError):
        open_link(profile=person, opener=adviser(4), reason=Reason.REQUEST, at=NOW)


@pytest.mark.parametrize("profile", ["", "0" * 32, KLANT])
def test_nobody_is_found_by_anything_but_a_profile_key(profile: str) -> None:
    sealed_person()

    with pytest.raises(NoLinkError):
        open_link(profile=profile, opener=adviser(4), reason=Reason.REQUEST, at=NOW)


def test_no_other_module_opens_a_seal() -> None:
    opening = {
        str(path.relative_to(ROOT))
        for app in ("explorer", "profiles", "sync")
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("opened", "decrypt")
    }

    assert opening == {"profiles/keys.py", "profiles/sealed_link.py"}
