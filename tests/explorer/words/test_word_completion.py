"""Type-ahead: what is offered while someone types."""

import pytest

from explorer.search.words import suggest
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.values import Option


def test_task_types_and_sectors_come_before_places_and_occupations(lexicon: Lexicon) -> None:
    options = suggest("schoonm", lexicon).options
    assert options[0] == Option("Schoonmaken", "taaksoort", "TS07")
    assert {option.key for option in options[1:]} == {"beroep"}


def test_a_composed_word_offers_what_it_means(lexicon: Lexicon) -> None:
    assert suggest("glasbew", lexicon).options[0] == Option("glasbewassing (Schoonmaken)", "taaksoort", "TS07")


def test_a_later_word_of_a_label_is_found(lexicon: Lexicon) -> None:
    assert suggest("lossen", lexicon).options[0].value == "TS05"


def test_after_other_words_the_last_one_is_completed(lexicon: Lexicon) -> None:
    found = suggest("schoonmaker emm", lexicon)

    assert found.options[0] == Option("Emmen", "werkplek", "Emmen")
    assert found.rest == "schoonmaker"


def test_a_synonym_says_of_what(lexicon: Lexicon) -> None:
    assert Option("pizzabakker (pizzaiolo)", "beroep", "9411.1") in suggest("pizzab", lexicon).options


def test_there_are_at_most_as_many_as_asked_and_none_twice(lexicon: Lexicon) -> None:
    options = suggest("s", lexicon, limit=5).options
    assert len({(option.key, option.value) for option in options}) == len(options) == 5


@pytest.mark.parametrize("typed", ["qqqq", "", "x" * 201])
def test_nothing_fits_nonsense_and_nothing(typed: str, lexicon: Lexicon) -> None:
    assert suggest(typed, lexicon).options == ()
