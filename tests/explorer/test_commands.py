"""Commands of the demo: accounts for every kind of user, and a clear word when a port is taken."""

import json
import re
import socket
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.bench.running import free_ports
from explorer.management.commands.create_demo_users import PASSWORD, PEOPLE
from explorer.management.commands.demo import known_to_all, refuse_busy_ports
from explorer.models import Membership, Organisation
from profiles.models import AuditEvent
from tests.factories import published


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.django_db
def test_there_is_a_demo_account_for_every_kind_of_user() -> None:
    call_command("create_demo_users", verbosity=0)

    assert {name for name, *_rest in PEOPLE} == set(User.objects.values_list("username", flat=True))
    assert all(user.check_password(PASSWORD) for user in User.objects.all())
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(Organisation.Kind.values)
    assert Membership.objects.get(user__username="adviseur").regions == [4]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Membership.Role.values)
def test_the_headers_of_a_role_let_its_program_in(role: str) -> None:
    published({})
    told = StringIO()
    call_command("api_credentials", role, stdout=told)
    headers = dict(line.split(": ", 1) for line in told.getvalue().splitlines())
    program = Client(headers=headers)

    assert program.get("/api/v1/kandidaten").json()["totaal"] == 1
    assert program.get("/api/v1/selectie").status_code == 200
    body = {"regio": 4}
    answer = program.post("/api/v1/kandidaten/_zoek", body, content_type="application/json")
    assert answer.status_code == 200, "cookie and header agree"
    assert AuditEvent.objects.values_list("role", flat=True).distinct().get() == role


@pytest.mark.django_db
@pytest.mark.parametrize("name", [row[0] for row in PEOPLE])
def test_a_demo_account_can_do_what_its_role_may(client: Client, name: str) -> None:
    call_command("create_demo_users", verbosity=0)
    published({})
    client.post("/inloggen/", {"username": name, "password": PASSWORD})
    is_staff = name in ("uwv", "beheer", "toezicht")

    assert client.get("/zoekopdrachten/").status_code == 200
    assert client.get("/admin/").status_code == (200 if is_staff else 302)
    assert client.get("/admin/sync/syncrun/").status_code == (200 if is_staff else 302)
    assert client.get("/admin/profiles/auditevent/").status_code == (
        200 if name == "toezicht" else 403 if is_staff else 302
    )


@pytest.mark.django_db
def test_creating_the_demo_accounts_again_keeps_what_was_changed() -> None:
    call_command("create_demo_users", verbosity=0)
    user = User.objects.get(username="werkgever")
    user.set_password("zelf gekozen")
    user.save()

    call_command("create_demo_users", verbosity=0)

    assert User.objects.get(username="werkgever").check_password("zelf gekozen")
    assert Membership.objects.count() == len(PEOPLE)


@pytest.mark.django_db
def test_the_accounts_are_printed_for_whoever_starts_the_demo() -> None:
    out = StringIO()
    call_command("create_demo_users", stdout=out)

    assert f"bemiddelaar  {PASSWORD}" in out.getvalue()


@pytest.mark.django_db
def test_without_the_demo_there_are_no_accounts_with_a_public_password(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEBUG=1 only"):
        call_command("create_demo_users", verbosity=0)
    assert not User.objects.exists()


def test_a_busy_port_is_named_with_a_way_out(busy_port: int, settings: Settings) -> None:
    settings.PORT = busy_port

    with pytest.raises(CommandError) as error:
        refuse_busy_ports({"WEB_PORT": busy_port})

    assert f"Port {busy_port} is in use" in str(error.value)
    assert f"make run PORT={busy_port + 100}" in str(error.value)


def test_free_ports_are_not_refused() -> None:
    refuse_busy_ports({"WEB_PORT": free_ports(1)[0]})


def test_the_demo_refuses_a_busy_port_before_it_touches_anything(busy_port: int, settings: Settings) -> None:
    settings.PORT = busy_port - 1

    with pytest.raises(CommandError, match=str(busy_port)):
        call_command("demo")


def test_every_process_of_the_demo_knows_the_addresses_of_the_others() -> None:
    own = {name: getattr(django_settings, name) for name in dir(django_settings) if name.isupper()}
    addresses = {
        value for value in own.values() if isinstance(value, str) and re.search(r"127\.0\.0\.1:\d", str(value))
    }

    assert len(addresses) >= 3
    assert addresses <= set(known_to_all({"WEB_PORT": 8000}, 10).values())


def test_the_word_box_is_timed(db: None) -> None:
    output = StringIO()
    call_command("bench_words", texts=4, json=True, stdout=output)

    found = json.loads(output.getvalue())
    assert found["texts"] == 4
    assert 0 < found["p50_ms"] <= found["p95_ms"]
    assert found["worst_text"]


def test_one_text_is_too_few_to_time() -> None:
    with pytest.raises(CommandError, match="two texts"):
        call_command("bench_words", texts=1)
