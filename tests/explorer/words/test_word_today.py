"""The lexicon of the database: the same as that of the files, and only with criteria that the filter accepts."""

import pytest

from explorer.filters import CandidateFilterSet
from explorer.search.words import understand
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.today import todays_lexicon
from explorer.search.words.workload import sample_texts
from explorer.search.workplace import workplace
from profiles.vocabularies import reference

pytestmark = pytest.mark.django_db


def test_files_and_database_give_the_same_criteria(lexicon: Lexicon) -> None:
    todays = todays_lexicon()
    texts = sample_texts(lexicon, 300, seed=2)
    assert [text for text in texts if understand(text, todays).criteria != understand(text, lexicon).criteria] == []


def test_the_lexicon_is_built_once() -> None:
    assert todays_lexicon() is todays_lexicon()


def test_every_workplace_in_the_lexicon_is_one_that_the_filter_knows() -> None:
    todays = todays_lexicon()
    meanings = {meaning for found in todays.exact.values() for meaning in found}
    pairs = {pair for meaning in meanings for pair in meaning.criteria if pair[0] == "werkplek"}
    pairs |= {(option.key, option.value) for meaning in meanings for option in meaning.options}
    for key, value in pairs:
        if key == "werkplek":
            workplace(value, reference())


def test_every_other_value_is_one_that_the_filter_knows() -> None:
    todays = todays_lexicon()
    values: dict[str, set[str]] = {}
    for found in todays.exact.values():
        for key, value in (pair for meaning in found for pair in meaning.criteria if pair[0] != "werkplek"):
            values.setdefault(key, set()).add(value)
    for key, known in values.items():
        choices = {value for value, _label in CandidateFilterSet.base_filters[key].choices()}
        assert known <= choices, key
