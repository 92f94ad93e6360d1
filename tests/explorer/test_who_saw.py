"""`manage.py who_saw`: who saw a person, in full, by what an organisation or Sonar calls them."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from explorer.models import Organisation, ProfileReference
from profiles import keys
from profiles.audit.seal import seal
from profiles.models import AuditAction, AuditEvent, Live, RecordTrace, Route
from profiles.withdraw import withdraw
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db


def who_saw(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("who_saw", *arguments, "--json", stdout=out)
    views: list[dict[str, Any]] = json.loads(out.getvalue())["views"]
    return views


def shown_to(client: Client, organisation: Organisation) -> str:
    """The one published profile, as this organisation calls it after a look at the list."""
    client.get("/kandidaten/")
    return ProfileReference.objects.get(viewer=f"o:{organisation.pk}").code


@pytest.fixture
def person() -> str:
    """The profile key of the one person that is published, of Sonar record WZ1."""
    published({})
    key = Route.objects.get().profile_key
    RecordTrace.objects.create(record_key=keys.record_key("WZ1"), profile_key=key)
    return key


def test_it_names_everyone_who_saw_the_person_by_any_name_of_theirs(client: Client, person: str) -> None:
    one, other = make_membership("employer"), make_membership("adviser")
    client.force_login(one.user)
    code = shown_to(client, one.organisation)
    client.get(f"/kandidaten/{code}/")
    client.force_login(other.user)
    client.get("/api/v1/kandidaten")
    Client().get("/kandidaten/")

    views = who_saw(f"{one.organisation.pk}:{code}")

    assert [(view["organisation"], view["actor"], view["action"], view["origin"]) for view in views[:3]] == [
        (one.organisation.name, one.user.username, "results", "web"),
        (one.organisation.name, one.user.username, "card", "web"),
        (other.organisation.name, other.user.username, "results", "api"),
    ]
    assert views[3]["actor"].startswith("bezoeker ")
    assert len(views) == 4
    assert who_saw(f"{one.organisation.name}:{code}") == who_saw("--sonar-id", "WZ1") == views


def test_who_withdrew_can_still_be_asked_about(client: Client, person: str) -> None:
    membership = make_membership()
    client.force_login(membership.user)
    code = shown_to(client, membership.organisation)
    seal(at=NOW)
    withdraw(people=[person])
    Live.objects.all().delete()
    Route.objects.all().delete()

    assert len(who_saw("--sonar-id", "WZ1")) == 1
    assert len(who_saw(f"{membership.organisation.pk}:{code}")) == 1


def test_someone_whom_nobody_saw_has_no_views(person: str) -> None:
    assert who_saw("--sonar-id", "WZ1") == []


def test_asking_is_logged_and_is_no_look(person: str) -> None:
    who_saw("--sonar-id", "WZ1")
    event = AuditEvent.objects.get()

    assert (event.action, event.origin, event.people) == (AuditAction.LOG_SEARCH, "command", (person,))
    assert "WZ1" not in str(vars(event))
    assert who_saw("--sonar-id", "WZ1") == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("D7K-4MPQ",), "Give ORGANISATION:REFERENCE"),
        (("Niemand:D7K-4MPQ",), "0 organisations are called 'Niemand'"),
        (("999999:D7K-4MPQ",), "0 organisations"),
        (("--sonar-id", "WZ404"), "none is in the log"),
        ((), "required"),
    ],
)
def test_what_leads_to_nobody_is_one_clear_line(arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("who_saw", *arguments)
    assert not AuditEvent.objects.exists()


def test_another_organisations_reference_leads_to_nobody(client: Client, person: str) -> None:
    one, other = make_membership(), make_membership()
    client.force_login(one.user)
    code = shown_to(client, one.organisation)

    with pytest.raises(CommandError, match="knows nobody as"):
        who_saw(f"{other.organisation.pk}:{code}")


def test_two_organisations_of_one_name_are_told_apart_by_their_number(client: Client, person: str) -> None:
    membership = make_membership()
    Organisation.objects.create(name=membership.organisation.name, kind=Organisation.Kind.EMPLOYER)
    client.force_login(membership.user)
    code = shown_to(client, membership.organisation)

    with pytest.raises(CommandError, match="2 organisations are called"):
        who_saw(f"{membership.organisation.name}:{code}")
    assert len(who_saw(f"{membership.organisation.pk}:{code}")) == 1


def test_people_read_it_line_by_line(client: Client, person: str) -> None:
    out = StringIO()
    call_command("who_saw", "--sonar-id", "WZ1", stdout=out)
    assert out.getvalue() == "Nobody.\n"

    Client().get("/kandidaten/")
    call_command("who_saw", "--sonar-id", "WZ1", stdout=out)
    assert "bezoeker" in out.getvalue()
