"""The other pages: home, privacy, accessibility, signing in, languages, errors and health."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.models import Membership
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, *, status: int = 200, language: str = "nl") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_the_home_page_counts_who_is_visible(client: Client) -> None:
    published({}, {})
    assert "Nu zijn <strong>2</strong> kandidaten zichtbaar." in text_of(client, "/")

    published({})
    assert "Nu is <strong>1</strong> kandidaat zichtbaar." in text_of(client, "/")


def test_the_home_page_works_before_anything_is_published(client: Client) -> None:
    assert "De kandidaten worden nog opgehaald." in text_of(client, "/")


def test_the_three_questions_of_the_home_page_start_a_search(client: Client) -> None:
    published({})
    asked = {"q": ["orderpicken", "Emmen"], "urenPerWeekMinimaal": client.get("/").context["hours"][0].value}

    answer = client.get("/kandidaten/", asked, follow=True)

    assert answer.status_code == 200
    assert [chip.text for chip in answer.context["page"].chips] == [
        "Kan reizen naar Emmen",
        "Orders verzamelen",
        "Minimaal 8 uur per week",
    ]


@pytest.mark.parametrize("number", range(28))
def test_every_kind_of_work_that_the_home_page_offers_is_understood(client: Client, number: int) -> None:
    published({})
    choice = client.get("/").context["task_types"][number]

    page = client.get("/kandidaten/", {"q": [choice.label, ""]}, follow=True).context["page"]

    assert choice.value in dict(page.kept).values()


def test_three_questions_without_an_answer_show_everyone(client: Client) -> None:
    published({})

    answer = client.get("/kandidaten/", {"q": ["", ""], "urenPerWeekMinimaal": ""}, follow=True)

    assert answer.redirect_chain == [("/kandidaten/?urenPerWeekMinimaal=", 302)]
    assert answer.context["page"].chips == ()


def test_the_privacy_page_names_the_k_that_is_in_use(client: Client, settings: Settings) -> None:
    settings.ANONYMITY_K = 7

    assert "k-anoniem, met k = 7" in text_of(client, "/privacy/")


def test_the_privacy_page_says_that_looking_is_logged(client: Client) -> None:
    text = text_of(client, "/privacy/")

    assert "dan leggen wij dat vast voordat de pagina verschijnt" in text
    assert "Het nummer van een profiel geldt alleen voor uw organisatie." in text


@pytest.mark.parametrize("address", ["/", "/kandidaten/", "/privacy/", "/toegankelijkheid/", "/inloggen/"])
def test_pages_speak_the_language_of_the_browser(client: Client, address: str) -> None:
    published({})

    assert '<html class="voorbeeld-theme" lang="nl">' in text_of(client, address)
    assert '<html class="voorbeeld-theme" lang="en">' in text_of(client, address, language="en-GB")


def test_a_chosen_language_stays_and_leads_back(client: Client) -> None:
    published({"place": "04-1"})
    answer = client.post("/taal/setlang/", {"language": "en", "next": "/kandidaten/?regio=4"})

    assert answer["Location"] == "/kandidaten/?regio=4"
    assert "Emmen and surroundings" in text_of(client, "/kandidaten/")


def test_numbers_and_days_follow_the_language(client: Client) -> None:
    published({})
    day_in_dutch = client.get("/kandidaten/").context["page"].stand
    day_in_english = client.get("/kandidaten/", headers={"accept-language": "en"}).context["page"].stand

    assert day_in_dutch.startswith("stand van ")
    assert day_in_english.startswith("as of ")


def test_a_page_that_does_not_exist_offers_the_way_back(client: Client) -> None:
    text = text_of(client, "/zomaar/", status=404)

    assert "Deze pagina bestaat niet (meer)" in text
    assert 'href="/kandidaten/"' in text


@pytest.mark.parametrize("address", ["/", "/kandidaten/", "/inloggen/", "/privacy/", "/zomaar/"])
def test_every_page_bears_the_name_that_the_deployer_chose(client: Client, settings: Settings, address: str) -> None:
    settings.SERVICE_NAME = "Vindplaats"
    html = client.get(address).content.decode()

    assert "– Vindplaats</title>" in html
    assert '<span class="wordmark__name">Vindplaats</span>' in html
    assert "Demo." in html


def test_signing_in_leads_to_where_one_was_going(client: Client) -> None:
    membership = make_membership(Membership.Role.EMPLOYER)
    membership.user.set_password("geheim-en-lang")
    membership.user.save()
    form = {"username": membership.user.username, "password": "geheim-en-lang", "next": "/kandidaten/?regio=4"}

    assert client.post("/inloggen/", form)["Location"] == "/kandidaten/?regio=4"


def test_a_wrong_password_is_explained(client: Client) -> None:
    answer = client.post("/inloggen/", {"username": "niemand", "password": "fout"})

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_signing_out_needs_a_button_and_leads_home(client: Client) -> None:
    client.force_login(make_membership().user)

    assert client.get("/uitloggen/").status_code == 405
    assert client.post("/uitloggen/")["Location"] == "/"


def test_the_form_of_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/uitloggen/").status_code == 403


def test_a_page_allows_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/")

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


def test_script_and_style_are_files_of_our_own(client: Client) -> None:
    """That pages work without script is seen in a browser that runs none (`tests/e2e/`)."""
    published({})

    for address in ("/", "/kandidaten/", "/privacy/", "/inloggen/"):
        html = text_of(client, address)
        scripts = re.findall(r"<script[^>]*>.*?</script>", html, re.DOTALL)
        assert all(re.fullmatch(r'<script src="/static/[^"]+" defer></script>', one) for one in scripts)
        assert 'src="http' not in html
        assert 'style="' not in html
