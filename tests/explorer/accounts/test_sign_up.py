"""Signing up: one page, one mail, one link; and nobody learns from it who has an account."""

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from explorer.accounts import mail_limit, sign_up
from explorer.accounts.check import check
from explorer.models import Membership, Organisation, ProfileReference, SavedSearch, SignUp
from tests.explorer.accounts.accounts import PASSWORD, is_in, links, person, sign_in, subjects
from tests.factories import NOW, published

pytestmark = pytest.mark.django_db
PAGE = "/aanmelden/"
FILLED_IN = {
    "name": "Jan Jansen",
    "organisation": "Bakkerij Jansen",
    "kvk_number": "1234 5678",
    "email": "Jan@Bedrijf.example",
    "password": PASSWORD,
}


@pytest.fixture(autouse=True)
def _one_moment() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def ask(client: Client, **other: str) -> str:
    """Fills the form in; what the page says, but for the tokens in its forms."""
    said = client.post(PAGE, {**FILLED_IN, **other}).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken"\s+value="\w+"', "", said)


def follow(client: Client, link: str, **more: str) -> int:
    """Opens a link and presses the button; the status of the answer."""
    path, _, query = link.partition("?link=")
    client.get(link)
    return client.post(path, {"link": unquote(query), **more}).status_code


def test_the_link_in_the_mail_makes_the_account_and_signs_in(client: Client) -> None:
    assert "Kijk in uw mail" in ask(client)
    assert not User.objects.exists()

    assert follow(client, links()[0]) == 302

    user = User.objects.get()
    assert (user.username, user.email, user.get_full_name()) == ("jan@bedrijf.example",) * 2 + ("Jan Jansen",)
    membership = Membership.objects.get()
    assert (membership.role, membership.organisation.name) == ("employer", "Bakkerij Jansen")
    assert (membership.organisation.kvk_number, membership.organisation.is_checked) == ("12345678", False)
    assert is_in(client)
    assert not SignUp.objects.exists()


def test_saving_works_at_once(client: Client) -> None:
    ask(client)
    follow(client, links()[0])

    client.post("/zoekopdrachten/", {"name": "Heftruck", "query": "taaksoort=TS06"})

    assert SavedSearch.objects.get().owner.email == "jan@bedrijf.example"


def test_who_finds_people_for_others_becomes_an_intermediary(client: Client) -> None:
    ask(client, is_intermediary="on")
    follow(client, links()[0])

    assert Membership.objects.get().role == Membership.Role.INTERMEDIARY
    assert Organisation.objects.get().kind == Organisation.Kind.INTERMEDIARY


def test_what_was_seen_before_is_taken_over(client: Client) -> None:
    published({}, {})
    seen = {card.ref for card in client.get("/kandidaten/").context["page"].cards}
    ask(client)
    follow(client, links()[0])

    assert {card.ref for card in client.get("/kandidaten/").context["page"].cards} == seen
    assert ProfileReference.objects.filter(viewer__startswith="o:").count() == 2


def test_one_goes_on_where_one_was(client: Client) -> None:
    ask(client, next="/kandidaten/?regio=4")
    path = links()[0].partition("?")[0]

    answer = client.get(links()[0])
    answer = client.post(path, {"link": answer.context["link"]})

    assert answer["Location"] == "/kandidaten/?regio=4"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "/" * 5000])
def test_one_does_not_go_on_to_another_site(client: Client, elsewhere: str) -> None:
    ask(client, next=elsewhere)

    assert SignUp.objects.get().next_page == ""


def test_opening_the_link_alone_changes_nothing_for_mail_programs_open_links_too(client: Client) -> None:
    ask(client)

    assert Client().get(links()[0]).status_code == 200
    assert client.get(links()[0]).status_code == 200
    assert not User.objects.exists()


def test_the_link_works_once(client: Client) -> None:
    ask(client)
    assert follow(client, links()[0]) == 302

    assert follow(Client(), links()[0], password=PASSWORD) == 410


def test_the_link_works_for_a_day(client: Client) -> None:
    ask(client)
    with time_machine.travel(NOW + dt.timedelta(hours=24, seconds=1), tick=False):
        assert follow(client, links()[0]) == 410


def test_a_link_that_was_changed_does_not_work(client: Client) -> None:
    ask(client)

    assert follow(client, links()[0][:-1] + ("A" if links()[0][-1] != "A" else "B")) == 410


def test_in_another_browser_the_link_asks_for_the_password(client: Client) -> None:
    ask(client)
    elsewhere = Client()

    assert follow(elsewhere, links()[0], password="een verkeerd wachtwoord") == 200
    assert not User.objects.exists()
    assert follow(elsewhere, links()[0], password=PASSWORD) == 302
    assert is_in(elsewhere)


def test_after_five_wrong_passwords_the_link_is_gone(client: Client) -> None:
    ask(client)
    statuses = [follow(Client(), links()[0], password=f"wrong {number}") for number in range(6)]

    assert statuses == [200] * 5 + [410]


def test_a_known_address_hears_the_same_on_the_screen_and_the_truth_by_mail(client: Client) -> None:
    new = ask(client, email="piet@bedrijf.example")
    person()
    known = ask(Client())

    assert known.replace("jan@", "piet@") == new
    assert subjects() == ["Kandidatenverkenner: u heeft al een account"]
    assert links() == ["/inloggen/"]


def test_a_known_address_costs_as_many_questions_and_as_much_hashing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def hashing(text: str) -> str:
        hashed.append(text)
        return make_password(text)

    monkeypatch.setattr(sign_up, "make_password", hashing)
    person()
    asked = []
    for address in ("jan@bedrijf.example", "piet@bedrijf.example"):
        with CaptureQueriesContext(connection) as questions:
            ask(Client(), email=address)
        asked.append(len(questions))

    assert asked[0] == asked[1]
    assert len(hashed) == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kvk_number", "1234567", "acht cijfers"),
        ("kvk_number", "twaalf34", "acht cijfers"),
        ("email", "jan@", "geen e-mailadres"),
        ("name", "", "Vul uw naam in."),
        ("organisation", "", "voor welke organisatie"),
        ("password", "kort", "8 tekens"),
        ("password", "jan@bedrijf.example", "lijkt te veel"),
    ],
)
def test_a_mistake_is_explained_at_its_field(client: Client, field: str, value: str, said: str) -> None:
    answer = client.post(PAGE, {**FILLED_IN, field: value})
    text = answer.content.decode()

    assert list(answer.context["form"].errors) == [field]
    assert said in text
    assert f'id="id_{field}_error"' in text
    assert 'aria-invalid="true"' in text
    assert PASSWORD not in text
    assert not SignUp.objects.exists()


def test_a_fourth_mail_to_one_address_within_the_hour_is_not_sent(client: Client) -> None:
    said = {ask(Client()) for _ in range(5)}

    assert len(said) == 1
    assert len(subjects()) == mail_limit.MOST_TO_ADDRESS
    with time_machine.travel(NOW + dt.timedelta(hours=1, seconds=1), tick=False):
        ask(client)
    assert len(subjects()) == mail_limit.MOST_TO_ADDRESS + 1


def test_a_network_that_asks_too_much_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_limit, "MOST_FROM_NETWORK", 2)
    for number in range(2):
        ask(client, email=f"persoon{number}@bedrijf.example")

    assert client.post(PAGE, FILLED_IN).status_code == 429
    assert subjects() == []


def test_until_someone_checked_it_an_organisation_sees_few_profiles_a_day(client: Client, settings: Settings) -> None:
    settings.PROFILE_BUDGET_UNCHECKED = 21
    ask(client)
    follow(client, links()[0])
    published(*({} for _ in range(30)))
    assert "nog 1 nieuw profiel" in client.get("/kandidaten/").content.decode()

    check(organisation=Organisation.objects.get(), by="adviseur", at=NOW)

    assert "nog 1 nieuw profiel" not in client.get("/kandidaten/").content.decode()
    assert (Organisation.objects.get().checked_by, Organisation.objects.get().checked_at) == ("adviseur", NOW)


def test_whoever_checked_first_stays_noted() -> None:
    organisation = Organisation.objects.create(name="Bureau", kind="employer")
    for name in ("eerste", "tweede"):
        check(organisation=organisation, by=name, at=NOW)

    assert organisation.checked_by == "eerste"


def test_with_the_new_account_one_signs_in_in_any_spelling(client: Client) -> None:
    ask(client)
    follow(client, links()[0])

    assert sign_in(Client(), "JAN@bedrijf.example") == 302
