"""Whatever is asked of whatever cards: the database engine answers as the plain rule does, card by card."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from explorer.filters import KEYS, CandidateFilterSet, facets
from explorer.search.engine import Asked, Outcome, Question, Totals
from explorer.search.index.build import read_columns
from explorer.search.index.engine import IndexEngine
from explorer.search.matching import Answer, CardFacts
from explorer.search.orm import OrmEngine
from explorer.search.query import Kind
from profiles import keys
from profiles.display import LISTS
from profiles.models import Card
from profiles.terms import Terms, shown
from profiles.vocabularies import reference
from tests.factories import make_generation

DAY = dt.date(2026, 11, 23)
LABELS = {
    "place": ("04-1", "04-2", "01-1", "R4", "R1", "NL"),
    "education": ("", "1", "2", "4", "6", "9", "12", "34"),
    "hours": ("", "U00", "U12", "U20", "U28", "U36", "U0019", "U2040"),
    "licence": ("", "geen", "B", "BMeer"),
    "travel": ("", "T05", "T15", "T25", "T50", "T75"),
    "availability": ("", "direct", "overleg"),
    "dutch": ("", "1", "2", "3", "4"),
    "freshness": ("kwartaal", "jaar", "ouder"),
}
CODES = {
    "sectors": ("A", "C", "H"),
    "task_types": ("TS06", "TS07", "TS09"),
    "occupations": ("8344", "8344.1", "834", "9112", "9112.1", "9"),
    "competences": ("24105", "24120"),
    "skills": ("ESCO-S6", "ESCO-S6.1", "ESCO-S6.2"),
    "affinities": ("AF01", "AF13"),
}
VALUES = {
    "werkplek": ("7811", "Groningen"),
    "regio": ("4", "1", "5"),
    "deelgebied": ("04-1", "01-1"),
    "taaksoort": CODES["task_types"],
    "sector": CODES["sectors"],
    "beroep": CODES["occupations"],
    "urenPerWeekMinimaal": ("0", "12", "24", "38"),
    "beschikbaarheid": ("direct", "overleg"),
    "opleidingsniveauMinimaal": ("1", "2", "4", "6"),
    "opleidingsniveau": ("1", "4", "9"),
    "rijbewijs": ("geen", "B", "BMeer"),
    "niveauNederlands": ("2", "4"),
    "vaardigheid": CODES["skills"],
    "competentie": CODES["competences"],
    "affiniteit": CODES["affinities"],
    "bijgewerkt": ("kwartaal", "jaar", "ouder"),
}


@st.composite
def cards(draw: st.DrawFn) -> dict[str, Any]:
    """A card as a release could have made it."""
    values: dict[str, Any] = {field: draw(st.sampled_from(labels)) for field, labels in LABELS.items()}
    for one in LISTS:
        codes = draw(st.lists(st.sampled_from(CODES[one.field]), max_size=3))
        ancestors = reference().ancestors[one.vocabulary]
        values[one.field] = shown(codes, ancestors, more=draw(st.booleans()))
    return values


@st.composite
def queries(draw: st.DrawFn) -> QueryDict:
    """A valid search of up to four criteria, of both kinds."""
    asked = QueryDict(mutable=True)
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True)):
        most = 1 if key == "werkplek" else 2
        asked.setlist(key, draw(st.lists(st.sampled_from(VALUES[key]), min_size=1, max_size=most, unique=True)))
        kind = draw(st.sampled_from(["", "moet", "pluspunt"]))
        if kind:
            asked.appendlist(kind, key)
    assume(CandidateFilterSet(asked).form.is_valid())  # what contradicts itself is refused
    return asked


class TestEngines(TestCase):
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    @given(people=st.lists(cards(), max_size=12), asked=queries())
    def test_answer_every_search_as_the_plain_rule_does(self, people: list[dict[str, Any]], asked: QueryDict) -> None:
        generation = make_generation()
        Card.objects.bulk_create(Card(generation=generation, number=n, **values) for n, values in enumerate(people))
        filters = CandidateFilterSet(asked)
        assert filters.form.is_valid(), filters.reasons
        question = Question(generation.pk, filters.asked, facets(), page=1, day=DAY, looser=filters.looser)

        expected = by_hand(people, question)
        assert OrmEngine().answer(question) == expected
        assert IndexEngine(read_columns(generation.pk)).answer(question) == expected


def by_hand(people: Sequence[dict[str, Any]], question: Question) -> Outcome:
    """The same answer, worked out person by person from the words of the rule."""
    seen = {number: _facts(values) for number, values in enumerate(people)}
    left = {number: card for number, card in seen.items() if not _excluded(card, question.asked)}
    certain = {number for number, card in left.items() if _all_met(card, question.asked)}
    ranked = sorted(left, key=lambda number: (number not in certain, -_score(left[number], question), _turn(number)))
    return Outcome(
        total=len(seen),
        certain=len(certain),
        possible=len(left) - len(certain),
        numbers=tuple(ranked[:20]),
        answers=tuple(tuple(one.test.answer(seen[n]) for one in question.asked) for n in ranked[:20]),
        facets={facet.key: facet.counted(_columns(seen.values(), question, facet)) for facet in question.facets},
        without={
            one.criterion.key: _totals(seen, _but(question, one.criterion.key)) for one in _musts(question.asked)
        },
        looser={
            one.criterion.key: _totals(seen, [*_but(question, one.criterion.key), one]) for one in question.looser
        },
    )


def _totals(seen: dict[int, CardFacts], asked: Sequence[Asked]) -> Totals:
    left = [card for card in seen.values() if not _excluded(card, asked)]
    certain = [card for card in left if _all_met(card, asked)]
    return Totals(len(certain), len(left) - len(certain))


def _but(question: Question, key: str) -> list[Asked]:
    return [one for one in question.asked if one.criterion.key != key]


def _musts(asked: Sequence[Asked]) -> list[Asked]:
    return [one for one in asked if one.criterion.kind is Kind.REQUIREMENT]


def _columns(seen: Any, question: Question, facet: Any) -> Counter[Any]:
    left = [card for card in seen if not _excluded(card, _but(question, facet.key))]
    return Counter((card.lists if facet.field in card.lists else card.labels)[facet.field] for card in left)


def _facts(values: dict[str, Any]) -> CardFacts:
    lists = {name: value for name, value in values.items() if isinstance(value, Terms)}
    return CardFacts({name: value for name, value in values.items() if name not in lists}, lists)


def _excluded(card: CardFacts, asked: Sequence[Asked]) -> bool:
    return any(one.test.answer(card) is Answer.NOT_MET for one in _musts(asked))


def _all_met(card: CardFacts, asked: Sequence[Asked]) -> bool:
    return all(one.test.answer(card) is Answer.MET for one in _musts(asked))


def _score(card: CardFacts, question: Question) -> int:
    return sum(one.test.answer(card) is Answer.MET for one in question.asked)


def _turn(number: int) -> int:
    multiplier, step = keys.shuffle_of(DAY)
    return (number * multiplier + step) % keys.ROTATION_PRIME


@pytest.mark.django_db
def test_every_search_parameter_takes_part_in_the_property() -> None:
    assert set(VALUES) == set(KEYS)


@pytest.mark.django_db
@pytest.mark.parametrize("key", VALUES)
def test_every_value_of_the_property_is_valid(key: str) -> None:
    assert all(CandidateFilterSet(QueryDict(f"{key}={value}")).form.is_valid() for value in VALUES[key])
