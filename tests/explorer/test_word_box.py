"""The word box on the page and in the API: words become parameters, once, and the rest is said."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from explorer.search.words.today import todays_lexicon
from profiles.terms import Terms
from tests.factories import published

pytestmark = pytest.mark.django_db


def asked(answer: HttpResponseBase) -> list[tuple[str, str]]:
    """The parameters of the address that one is sent to."""
    assert answer.status_code == 302
    return parse_qsl(urlsplit(answer.headers["Location"]).query)


def test_words_become_parameters_by_one_redirect(client: Client) -> None:
    answer = client.get("/kandidaten/", {"q": "heftruk Emmen rijbewijs b 24 uur"})

    assert asked(answer) == [
        ("taaksoort", "TS06"),
        ("werkplek", "Emmen"),
        ("rijbewijs", "B"),
        ("urenPerWeekMinimaal", "24"),
    ]


def test_filters_that_were_set_stay(client: Client) -> None:
    answer = client.get("/kandidaten/", {"q": "schoonmaken", "regio": "4", "taaksoort": "TS09"})

    assert asked(answer) == [("regio", "4"), ("taaksoort", "TS09"), ("taaksoort", "TS07")]


def test_a_new_workplace_takes_the_place_of_the_old_one(client: Client) -> None:
    assert asked(client.get("/kandidaten/", {"q": "Emmen", "werkplek": "Zwolle"})) == [("werkplek", "Emmen")]


def test_empty_words_lead_to_all_candidates(client: Client) -> None:
    assert client.get("/kandidaten/", {"q": ""})["Location"] == "/kandidaten/"


def test_what_was_not_understood_is_said_harmlessly(client: Client) -> None:
    published({"task_types": Terms(("TS07",))})

    page = client.get("/kandidaten/", {"q": "schoonmaken <script>xyzzyq</script>"}, follow=True).content.decode()

    assert "Niet begrepen" in page
    assert "xyzzyq" in page
    assert "<script>" not in page


def test_a_corrected_word_is_said(client: Client) -> None:
    published({})

    page = client.get("/kandidaten/", {"q": "heftruk"}, follow=True).content.decode()

    assert "is gelezen als" in page


def test_ten_thousand_characters_are_refused_with_the_reason(client: Client) -> None:
    published({})

    page = client.get("/kandidaten/", {"q": "heftruck " * 1100}, follow=True).content.decode()

    assert "hoogstens 20 woorden" in page


def test_the_api_reads_words_too(client: Client) -> None:
    published({"task_types": Terms(("TS07",))}, {"task_types": Terms(("TS09",))})

    answer = client.get("/api/v1/kandidaten", {"q": "schoonmaken"}).json()

    assert (answer["zeker"], answer["niet"]) == (1, 1)


def test_the_lexicon_is_built_once() -> None:
    assert todays_lexicon() is todays_lexicon()
