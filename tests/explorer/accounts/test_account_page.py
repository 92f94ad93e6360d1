"""One's own account: another password, another address, out everywhere, and gone."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import unquote

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.accounts import address
from explorer.accounts.mail_links import UnusableLinkError
from explorer.models import Membership, Organisation, ProfileReference, SavedSearch
from profiles.models import AuditEvent
from tests.explorer.accounts.accounts import PASSWORD, is_in, links, person, sign_in, subjects, with_app
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db
OTHER = "negen blauwe sokken"
FORGOTTEN = "/wachtwoord/vergeten/"
Role = Membership.Role


@pytest.fixture(autouse=True)
def someone() -> User:
    return person()


def press(client: Client, link: str, **more: str) -> int:
    """Fills in the page behind a link; the status of the answer."""
    path, _, query = link.partition("?link=")
    return client.post(path, {"link": unquote(query), **more}).status_code


def test_the_page_shows_who_one_is_and_for_whom(client: Client) -> None:
    sign_in(client)
    text = client.get("/account/").content.decode()

    for shown in ("Jan Jansen", "jan@bedrijf.example", Organisation.objects.get().name, "werkgever"):
        assert shown in text


@pytest.mark.parametrize(
    "page",
    ["", "wachtwoord/", "e-mail/", "tweede-stap/", "tweede-stap/codes/", "tweede-stap/uitzetten/", "verwijderen/"],
)
def test_a_visitor_signs_in_first(client: Client, page: str) -> None:
    assert client.get(f"/account/{page}")["Location"].startswith("/inloggen/?next=/account/")


def test_another_password_ends_all_other_sessions(client: Client, someone: User) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one)
    client.post("/account/wachtwoord/", {"password": PASSWORD, "new_password": OTHER})

    assert (is_in(client), is_in(other)) == (True, False)
    assert sign_in(Client(), password=OTHER) == 302
    assert subjects() == ["Kandidatenverkenner: uw wachtwoord is veranderd"]


def test_without_the_old_password_it_stays(client: Client, someone: User) -> None:
    sign_in(client)
    answer = client.post("/account/wachtwoord/", {"password": "verkeerd", "new_password": OTHER})

    assert list(answer.context["form"].errors) == ["password"]
    assert sign_in(Client()) == 302


def test_guessing_the_old_password_ends_in_the_lockout_too(client: Client, settings: Settings) -> None:
    sign_in(client)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post("/account/wachtwoord/", {"password": "verkeerd", "new_password": OTHER})

    assert answer.status_code == 429


def test_a_forgotten_password_is_renewed_by_a_link_that_works_once(client: Client) -> None:
    sign_in(client)
    Client().post(FORGOTTEN, {"email": "Jan@bedrijf.example"})

    assert Client().get(links()[0]).status_code == 200
    assert press(Client(), links()[0], new_password=OTHER) == 302
    assert press(Client(), links()[0], new_password="nog een ander woord") == 410
    assert not is_in(client)
    assert (sign_in(Client()), sign_in(Client(), password=OTHER)) == (200, 302)


def test_a_new_password_ends_the_lockout(settings: Settings) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(Client(), password="verkeerd")
    Client().post(FORGOTTEN, {"email": "jan@bedrijf.example"})
    press(Client(), links()[0], new_password=OTHER)

    assert not AccessAttempt.objects.exists()
    assert sign_in(Client(), password=OTHER) == 302


def test_the_second_step_is_asked_after_a_new_password_too(client: Client, someone: User) -> None:
    with_app(someone)
    client.post(FORGOTTEN, {"email": "jan@bedrijf.example"})
    press(client, links()[0], new_password=OTHER)
    sign_in(client, password=OTHER)

    assert not is_in(client)


def test_that_link_works_for_an_hour(client: Client) -> None:
    client.post(FORGOTTEN, {"email": "jan@bedrijf.example"})
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1, seconds=5)):
        assert client.get(links()[0]).status_code == 410


def test_a_weak_password_is_refused_with_the_reason(client: Client) -> None:
    client.post(FORGOTTEN, {"email": "jan@bedrijf.example"})

    assert press(client, links()[0], new_password="kort") == 200
    assert press(client, links()[0], new_password="jan@bedrijf.example") == 200
    assert sign_in(Client()) == 302


def test_of_a_forgotten_password_the_screen_says_the_same_to_everyone(client: Client) -> None:
    known = client.post(FORGOTTEN, {"email": "jan@bedrijf.example"}).context["email"]
    unknown = client.post(FORGOTTEN, {"email": "piet@bedrijf.example"}).context["email"]

    assert (known, unknown) == ("jan@bedrijf.example", "piet@bedrijf.example")
    assert subjects("piet@bedrijf.example") == ["Kandidatenverkenner: er is geen account met dit adres"]
    assert links("piet@bedrijf.example") == ["/aanmelden/"]


def test_of_a_forgotten_password_three_mails_an_hour_are_sent_to_one_address(client: Client) -> None:
    statuses = {client.post(FORGOTTEN, {"email": "jan@bedrijf.example"}).status_code for _ in range(5)}

    assert statuses == {200}
    assert len(subjects()) == 3


def test_another_address_counts_when_its_link_was_opened_and_the_old_one_is_told(client: Client) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one)
    client.post("/account/e-mail/", {"email": "Nieuw@bedrijf.example", "password": PASSWORD})
    assert sign_in(Client()) == 302

    assert press(client, links("nieuw@bedrijf.example")[0]) == 302

    assert (sign_in(Client()), sign_in(Client(), "nieuw@bedrijf.example")) == (200, 302)
    assert (is_in(client), is_in(other)) == (True, False)
    assert subjects() == ["Kandidatenverkenner: uw e-mailadres is veranderd"]
    assert press(client, links("nieuw@bedrijf.example")[0]) == 410


def test_of_another_address_the_screen_does_not_tell_whether_it_is_taken(client: Client) -> None:
    person(name="piet@bedrijf.example")
    sign_in(client)
    answer = client.post("/account/e-mail/", {"email": "piet@bedrijf.example", "password": PASSWORD})

    assert answer.context["email"] == "piet@bedrijf.example"
    assert subjects("piet@bedrijf.example") == ["Kandidatenverkenner: dit adres hoort al bij een account"]


def test_of_two_accounts_that_confirm_one_address_at_once_the_first_gets_it(someone: User) -> None:
    other = person(name="piet@bedrijf.example")
    address.change(user=someone, email="samen@bedrijf.example")

    with pytest.raises(UnusableLinkError):
        address.change(user=other, email="samen@bedrijf.example")

    assert User.objects.get(pk=other.pk).email == "piet@bedrijf.example"


def test_another_password_makes_the_link_to_another_address_worthless(client: Client) -> None:
    sign_in(client)
    client.post("/account/e-mail/", {"email": "dief@bedrijf.example", "password": PASSWORD})
    client.post("/account/wachtwoord/", {"password": PASSWORD, "new_password": OTHER})

    assert press(Client(), links("dief@bedrijf.example")[0]) == 410


def test_out_everywhere_is_out_everywhere(client: Client) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one)
    assert client.get("/account/").context["elsewhere"] == 1

    client.post("/account/overal-uitloggen/")

    assert (is_in(client), is_in(other)) == (False, False)


def removed(client: Client) -> int:
    sign_in(client)
    return client.post("/account/verwijderen/", {"password": PASSWORD}).status_code


def test_a_removed_account_takes_along_what_it_saved_and_leaves_the_log(client: Client, someone: User) -> None:
    published({})
    sign_in(client)
    client.get("/kandidaten/")
    client.post("/zoekopdrachten/", {"name": "Heftruck", "query": "taaksoort=TS06"})

    assert removed(client) == 302

    assert not User.objects.filter(pk=someone.pk).exists()
    assert not SavedSearch.objects.exists()
    assert not ProfileReference.objects.filter(viewer__startswith="o:").exists()
    assert AuditEvent.objects.filter(actor="jan@bedrijf.example").exists()
    assert not is_in(client)


def test_the_organisation_ends_with_its_last_person_who_is_told(client: Client) -> None:
    name = Organisation.objects.get().name
    sign_in(client)

    assert name in client.get("/account/verwijderen/").content.decode()
    removed(client)
    assert not Organisation.objects.exists()


def test_an_organisation_with_others_stays(client: Client, someone: User) -> None:
    make_membership(organisation=Membership.objects.get(user=someone).organisation)

    removed(client)

    assert Membership.objects.count() == 1


@pytest.mark.parametrize("change", [lambda user: user.set_unusable_password()])
def test_who_has_no_password_here_signed_in_shortly_before(
    client: Client, someone: User, change: Callable[[User], None]
) -> None:
    change(someone)
    someone.save()
    client.force_login(someone)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11)):
        assert client.post("/account/verwijderen/", {"password": "-"}).status_code == 200

    assert client.post("/account/verwijderen/", {"password": "-"}).status_code == 302


def test_the_last_owner_hands_over_first(client: Client, someone: User) -> None:
    own = Membership.objects.get(user=someone)
    own.is_owner = True
    own.save()
    colleague = make_membership(organisation=own.organisation)

    assert removed(client) == 200
    assert "laatste eigenaar" in client.get("/account/verwijderen/").content.decode()
    Membership.objects.filter(pk=colleague.pk).update(is_owner=True)

    assert client.post("/account/verwijderen/", {"password": PASSWORD}).status_code == 302
    assert Organisation.objects.filter(pk=own.organisation_id).exists()
