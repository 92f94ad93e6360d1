"""The second step: set up with an app, asked at every sign-in, and for some roles the first thing to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from explorer.accounts import second_factor
from explorer.groups import write_groups
from explorer.models import Membership
from tests.explorer.accounts.accounts import PASSWORD, SIGN_IN, code_of, is_in, person, sign_in, with_app
from tests.factories import published

pytestmark = pytest.mark.django_db
Role = Membership.Role
SET_UP, STEP = "/account/tweede-stap/", "/inloggen/tweede-stap/"
ROOT = Path(__file__).parents[3]
REAL_SITE = {
    "DEBUG": "0",
    **dict.fromkeys(("SECRET_KEY", "PSEUDONYM_KEY", "AUDIT_KEY", "SONAR_CLIENT_ID", "SONAR_CLIENT_SECRET"), "x"),
    "LINK_PUBLIC_KEY": "ab" * 32,
    "REQUIRE_LOGIN": "all",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "EMAIL_FROM": "kandidaten@example.org",
    "SITE_URL": "https://kandidaten.example",
}


def test_the_first_code_of_the_app_turns_it_on_and_gives_ten_recovery_codes(client: Client) -> None:
    user = person()
    sign_in(client)
    page = client.get(SET_UP).content.decode()
    device = TOTPDevice.objects.get()
    assert "<svg" in page
    assert second_factor.secret_in_letters(device) in page

    answer = client.post(SET_UP, {"code": code_of(user, confirmed=False)})

    assert len(set(answer.context["codes"])) == 10
    assert second_factor.device_of(user) == device
    assert client.get("/account/").context["has_second_factor"]


def test_the_picture_is_drawn_here_and_fits_the_policy_of_the_page(client: Client) -> None:
    person()
    sign_in(client)
    answer = client.get(SET_UP)
    picture = second_factor.qr_code(TOTPDevice.objects.get())

    assert picture in answer.content.decode()
    assert "style=" not in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


def test_another_code_does_not(client: Client) -> None:
    user = person()
    sign_in(client)
    client.get(SET_UP)

    assert "klopt niet" in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert second_factor.device_of(user) is None


def test_looking_at_the_page_again_keeps_the_secret(client: Client) -> None:
    person()
    sign_in(client)

    assert client.get(SET_UP).context["letters"] == client.get(SET_UP).context["letters"]


def test_from_then_on_the_password_alone_is_not_enough(client: Client) -> None:
    user = person()
    with_app(user)

    answer = client.post(SIGN_IN, {"username": user.username, "password": PASSWORD, "next": "/zoekopdrachten/"})
    assert answer["Location"] == STEP
    assert not is_in(client)
    answer = client.post(STEP, {"code": code_of(user)})

    assert answer["Location"] == "/zoekopdrachten/"
    assert is_in(client)


def test_the_second_step_gives_the_session_another_key(client: Client) -> None:
    user = person()
    with_app(user)
    sign_in(client)
    before = client.cookies["sessionid"].value
    client.post(STEP, {"code": code_of(user)})

    assert client.cookies["sessionid"].value != before


def test_a_code_works_once(client: Client) -> None:
    user = person()
    with_app(user)
    code = code_of(user)
    first, second = Client(), Client()
    for one in (first, second):
        sign_in(one)
        one.post(STEP, {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_after_a_wrong_code_the_right_one_has_to_wait(client: Client) -> None:
    user = person()
    with_app(user)
    sign_in(client)
    client.post(STEP, {"code": "000000"})
    client.post(STEP, {"code": code_of(user)})

    assert not is_in(client)


def test_a_recovery_code_works_once_however_it_is_typed(client: Client) -> None:
    codes = with_app(person())
    first, second = Client(), Client()
    for one in (first, second):
        sign_in(one)
        one.post(STEP, {"code": codes[3].lower().replace("-", " ")})

    assert (is_in(first), is_in(second)) == (True, False)
    assert StaticToken.objects.count() == 9


def test_recovery_codes_are_kept_as_keyed_hashes_only() -> None:
    codes = with_app(person())
    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert not {code.replace("-", "") for code in codes} & kept
    assert not set(codes) & kept


def test_who_did_not_prove_the_first_half_is_sent_to_the_beginning(client: Client) -> None:
    with_app(person())

    assert client.post(STEP, {"code": "123456"})["Location"] == "/inloggen/"


def test_a_new_password_in_between_begins_again(client: Client) -> None:
    user = person()
    with_app(user)
    sign_in(client)
    user.set_password("een ander wachtwoord")
    user.save()

    assert client.post(STEP, {"code": code_of(user)})["Location"] == "/inloggen/"


def test_setting_it_up_ends_other_sessions(client: Client) -> None:
    user, other = person(), Client()
    for one in (client, other):
        sign_in(one)
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_of(user, confirmed=False)})

    assert (is_in(client), is_in(other)) == (True, False)


def test_new_recovery_codes_need_the_password_and_end_the_old_ones(client: Client) -> None:
    user = person()
    old = with_app(user)
    sign_in(client)
    client.post(STEP, {"code": code_of(user)})
    page = "/account/tweede-stap/codes/"

    assert "codes" not in client.post(page, {"password": "verkeerd"}).context
    new = client.post(page, {"password": PASSWORD}).context["codes"]

    assert not set(old) & set(new)


def test_it_is_taken_away_with_the_password(client: Client) -> None:
    user = person()
    with_app(user)
    sign_in(client)
    client.post(STEP, {"code": code_of(user)})
    client.post("/account/tweede-stap/uitzetten/", {"password": PASSWORD})

    assert second_factor.device_of(user) is None
    assert not StaticToken.objects.exists()


@pytest.fixture
def required(settings: Settings) -> None:
    """As a real site is."""
    settings.SECOND_FACTOR = "required"
    write_groups()


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", [Role.ADVISER, Role.VIEWER, Role.OPERATOR, Role.PUBLISHER, Role.AUDITOR])
def test_advisers_and_staff_may_only_set_it_up_until_they_did(client: Client, role: Role) -> None:
    user = person(role)
    published({})
    sign_in(client)

    for page in ("/", "/kandidaten/", "/account/", "/admin/", "/admin/sync/syncrun/", "/zoekopdrachten/"):
        assert client.get(page)["Location"] == SET_UP, page
    assert client.post("/zoekopdrachten/", {"name": "x"})["Location"] == SET_UP
    assert client.get("/api/v1/kandidaten").status_code == 403
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_of(user, confirmed=False)})

    assert client.get("/account/").status_code == 200
    assert client.get("/admin/").status_code == (302 if role == Role.ADVISER else 200)


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.INTERMEDIARY])
def test_others_may_go_without(client: Client, role: Role) -> None:
    person(role)
    sign_in(client)

    assert is_in(client)


@pytest.mark.usefixtures("required")
def test_they_may_always_sign_out(client: Client) -> None:
    person(Role.AUDITOR)
    sign_in(client)

    assert client.post("/uitloggen/")["Location"] == "/"


@pytest.mark.usefixtures("required")
def test_whoever_becomes_staff_sets_it_up_at_the_next_request(client: Client) -> None:
    user = person()
    client.force_login(user)
    assert is_in(client)
    user.is_staff = True
    user.save()

    assert client.get("/account/")["Location"] == SET_UP


@pytest.mark.usefixtures("required")
def test_a_session_without_the_step_takes_it_when_an_app_is_there(client: Client) -> None:
    user = person(Role.AUDITOR)
    with_app(user)
    client.force_login(user)
    assert client.get("/admin/")["Location"] == STEP

    client.post(STEP, {"code": code_of(user)})

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("given", "starts"),
    [
        ({"DEBUG": "1", "SECOND_FACTOR": "optional"}, True),
        ({"DEBUG": "1", "SECOND_FACTOR": "off"}, False),
        ({**REAL_SITE, "SECOND_FACTOR": "optional"}, False),
        (REAL_SITE, True),
    ],
)
def test_outside_the_demo_nobody_can_switch_it_off(given: dict[str, str], starts: bool, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **given}
    command = [sys.executable, "-c", "import explorer.settings"]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode == 0) == starts, done.stderr
    assert starts or "SECOND_FACTOR must be required" in done.stderr


def test_a_code_is_what_every_app_computes() -> None:
    user = person()
    device = second_factor.begun(user)

    assert code_of(user, confirmed=False) == f"{totp(device.bin_key):06}"
