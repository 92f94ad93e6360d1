"""Type-ahead as the script asks it: options in the reader's language, for anyone, and nothing kept."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

ADDRESS = "/woorden/"


def test_a_beginning_gets_options_with_their_kind(client: Client) -> None:
    answer = client.get(ADDRESS, {"begin": "schoonm"}).json()

    assert answer["rest"] == ""
    assert answer["options"][0] == {
        "label": "Schoonmaken",
        "kind": "Soort taken",
        "key": "taaksoort",
        "value": "TS07",
    }


def test_words_before_the_last_one_are_given_back(client: Client) -> None:
    answer = client.get(ADDRESS, {"begin": "schoonmaker emm"}).json()

    assert answer["rest"] == "schoonmaker"
    assert answer["options"][0]["value"] == "Emmen"


def test_the_kind_is_said_in_the_readers_language(client: Client) -> None:
    answer = client.get(ADDRESS, {"begin": "schoonm"}, headers={"accept-language": "en"}).json()

    assert answer["options"][0]["kind"] == "Type of tasks"


@pytest.mark.parametrize("begin", ["", " ", "?!", "qqqq"])
def test_what_fits_nothing_gets_no_option(client: Client, begin: str) -> None:
    assert client.get(ADDRESS, {"begin": begin}).json() == {"rest": "", "options": []}


def test_a_text_that_nobody_types_is_refused(client: Client) -> None:
    assert client.get(ADDRESS, {"begin": "x" * 61}).status_code == 400


def test_it_starts_no_session_and_may_be_kept_by_caches(client: Client) -> None:
    answer = client.get(ADDRESS, {"begin": "lass"})

    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_it_asks_the_database_nothing_once_the_words_are_known(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS, {"begin": "lass"})

    with django_assert_num_queries(0):
        client.get(ADDRESS, {"begin": "lasser"})
