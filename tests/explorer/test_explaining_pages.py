"""Pages that explain, in both languages; what they say of the rule is what the rule says."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.how_search_works import themes
from explorer.views.errors import failed

pytestmark = pytest.mark.django_db
PAGES = ("/zo-werkt-zoeken/", "/voor-kandidaten/", "/privacy/", "/toegankelijkheid/")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_there_in_both_languages(client: Client, address: str, language: str) -> None:
    client.cookies["django_language"] = language
    text = client.get(address).content.decode()

    assert f'<html class="voorbeeld-theme" lang="{language}">' in text
    assert ("Naar de inhoud" in text) == (language == "nl")


def test_the_rule_answers_the_examples_as_the_page_explains_them() -> None:
    answers = [[example.state for example in theme.examples] for theme in themes()]

    assert answers == [
        ["met", "unknown", "unmet", "unknown"],
        ["met", "unmet", "unknown"],
        ["met", "unknown", "unmet", "unknown"],
        ["met", "unknown"],
    ]


def test_every_answer_has_an_example_with_a_reason(client: Client) -> None:
    text = client.get("/zo-werkt-zoeken/").content.decode()

    for theme in themes():
        for example in theme.examples:
            assert example.reason in text
            assert example.shown in text


@pytest.mark.parametrize("address", PAGES)
def test_no_page_calls_the_profiles_wholly_anonymous(client: Client, address: str) -> None:
    text = client.get(address).content.decode().lower()

    assert "volledig anoniem" not in text
    assert "fully anonymous" not in text


def test_candidates_read_what_k_is_and_how_long_looks_are_kept(client: Client, settings: Settings) -> None:
    settings.ANONYMITY_K, settings.AUDIT_MONTHS = 7, 18
    text = " ".join(client.get("/voor-kandidaten/").content.decode().split())

    assert "k-anoniem op zes feiten: minstens 7 profielen, dat van u meegeteld" in text
    assert "Dat bewaren wij 18 maanden." in text


@pytest.mark.parametrize(("error", "status"), [(OperationalError("no"), 503), (ValueError("no"), 500)])
def test_a_page_that_fails_says_what_to_do_without_asking_the_database(
    error: Exception, status: int, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        try:
            raise error
        except type(error):
            answer = failed(HttpRequest())

    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == ("120" if status == 503 else None)
    assert "Dat ligt aan ons, niet aan u." in answer.content.decode()


@pytest.mark.parametrize("address", ["/zomaar/", "/kandidaten/D7K-4MPQ/", "/kandidaten/?foo=1"])
def test_what_is_not_found_or_understood_names_a_way_on(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code in (400, 404)
    assert 'href="/kandidaten/"' in answer.content.decode()
