"""The labelled set: 300 real-looking searches with the criteria that an employer would expect."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from explorer.filters import CandidateFilterSet
from explorer.search.words import understand
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.values import Pair, Understood

FILE = Path(__file__).with_name("queries.csv")
GOAL = 0.95


@dataclass(frozen=True)
class Labelled:
    """A search, the criteria expected of it, and words of which something must be said."""

    text: str
    criteria: frozenset[Pair]
    said: tuple[str, ...]


def labelled() -> list[Labelled]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["woorden"], frozenset(_pairs(row["criteria"])), tuple(filter(None, row["gezegd"].split(";")))
            )
            for row in csv.DictReader(file)
        ]


def test_at_least_95_in_100_searches_give_what_is_expected(lexicon: Lexicon) -> None:
    queries = labelled()
    misses = [miss for query in queries if (miss := miss_of(query, understand(query.text, lexicon)))]
    assert 1 - len(misses) / len(queries) >= GOAL, "\n".join(misses)


def test_there_are_300_different_searches() -> None:
    assert len({query.text for query in labelled()}) == 300


@pytest.mark.django_db
def test_the_filter_accepts_every_criterion_that_is_expected() -> None:
    refused = [query.text for query in labelled() if not accepted(query.criteria)]
    assert refused == []


def accepted(criteria: frozenset[Pair]) -> bool:
    values: dict[str, list[str]] = {}
    for key, value in criteria:
        values.setdefault(key, []).append(value)
    return bool(CandidateFilterSet(values).is_valid())


def miss_of(query: Labelled, found: Understood) -> str:
    """What is wrong with an answer, or nothing."""
    words = [*found.not_understood, *(one.word for one in found.suggestions), *(note.word for note in found.notes)]
    unsaid = [said for said in query.said if not any(said.casefold() in word.casefold() for word in words)]
    if set(found.criteria) == query.criteria and not unsaid:
        return ""
    return f"{query.text}: expected {sorted(query.criteria)}, said {query.said}; found {found}"


def _pairs(text: str) -> list[Pair]:
    pairs = (pair.split("=", 1) for pair in text.split(";") if pair)
    return [(key, value) for key, value in pairs]
