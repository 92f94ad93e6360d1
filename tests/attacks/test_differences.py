"""What somebody learns by asking twice: with and without a criterion, before and after a day, from here and there."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from urllib.parse import quote

import pytest

from explorer.filters import searched
from explorer.search.engine import Asked, Question, Totals
from explorer.search.index.build import read_columns
from explorer.search.index.engine import IndexEngine
from explorer.search.matching import Answer, LabelTest
from explorer.search.query import Criterion, Kind
from profiles.anonymity.facts import Facts
from profiles.display import FACTS
from profiles.models import Card, Generation, Mask, Route
from profiles.vocabularies import reference
from profiles.withdraw import cover_fallen, withdraw
from tests.attacks.remaining import two_releases
from tests.attacks.town import FACTS as FINE
from tests.attacks.town import PLACES, released, say, settle
from tests.factories import NOW

pytestmark = pytest.mark.django_db

TARGETS = 200
K = 5


def engine(generation: Generation) -> IndexEngine:
    return IndexEngine(read_columns(generation.pk))


def answered(asked: list[Asked], generation: Generation, index: IndexEngine) -> Totals:
    found = index.answer(Question(generation.pk, tuple(asked), (), 1, NOW.date()))
    return Totals(found.certain, found.possible)


def exactly(fact: str, label: str) -> Asked:
    """The sharpest question that can be asked of a fact: this label and no other."""
    return Asked(Criterion(fact, (label,), Kind.REQUIREMENT), LabelTest(fact, frozenset([label]), frozenset()))


class TestOneCriterionMoreOrLess:
    def test_no_two_searches_on_facts_differ_by_fewer_than_k_people(self) -> None:
        settle(300)
        generation = released()
        index = engine(generation)
        steps = [step for target in _targets(generation) for step in self._steps(target, generation, index)]
        smallest = min(step for step in steps if step)
        say(f"differencing: {len(steps)} pairs on {TARGETS} targets, smallest difference {smallest}")

        assert smallest >= K

    def _steps(self, target: tuple[str, ...], generation: Generation, index: IndexEngine) -> Iterator[int]:
        """All that is known of the target is asked, then with one fact left out in turn."""
        asked = [exactly(fact, label) for fact, label in zip(FACTS, target, strict=True)]
        whole = answered(asked, generation, index).certain
        yield whole
        for fewer in combinations(asked, len(asked) - 1):
            yield answered(list(fewer), generation, index).certain - whole


class TestBeforeAndAfter:
    def test_who_withdrew_was_one_of_k_and_leaves_no_small_class(self) -> None:
        settle(300)
        generation = released()
        draw, smallest = random.Random(3), K
        for _ in range(40):
            classes = Counter(Card.objects.of(generation.pk).visible().values_list(*FACTS))
            left = self._somebody(generation, draw)
            smallest = min(smallest, classes[left])
            after = Counter(Card.objects.of(generation.pk).visible().values_list(*FACTS))
            assert min(after.values()) >= K
        say(f"withdrawals: 40, the one who left was one of at least {smallest}")

        assert smallest >= K

    def _somebody(self, generation: Generation, draw: random.Random) -> tuple[str, ...]:
        masked = set(Mask.objects.filter(generation=generation).values_list("number", flat=True))
        number = draw.choice([number for number in range(generation.size) if number not in masked])
        route = Route.objects.get(generation=generation, number=number)
        facts: tuple[str, ...] = Card.objects.of(generation.pk).filter(number=number).values_list(*FACTS)[0]
        withdraw(people=[route.profile_key])
        cover_fallen(people=[route.profile_key])
        return facts

    def test_two_releases_beside_each_other_tell_little_more_than_one(self) -> None:
        """References are stable, so both labels of one person can be laid beside each other: that is a risk we state.

        One person in a hundred changed in between.
        """
        draw = random.Random(5)
        first = [_known(draw) for _ in range(6000)]
        second = [_known(draw) if draw.random() < 0.01 else facts for facts in first]
        told = two_releases(first, second)
        say(
            f"two releases: {told['exposed']:.2%} are in a joint class below k, {told['jumped']:.2%} got another "
            f"label without a change of their own; without memory {told['jumped_without_memory']:.2%}"
        )

        assert told["exposed"] < 0.03
        assert told["jumped"] < 0.02
        assert told["jumped"] < told["jumped_without_memory"]


class TestTrilateration:
    def test_shifting_the_workplace_tells_no_more_than_the_label(self) -> None:
        """Everyone with the same place label and travel band gets the same answer, wherever the workplace is."""
        settle(300)
        generation = released()
        index, draw = engine(generation), random.Random(9)
        labels = {number: label for number, *label in Card.objects.values_list("number", "place", "travel")}
        targets = draw.sample(sorted(labels), TARGETS)
        towns = draw.sample(sorted(reference().towns), 40)
        heard: dict[int, list[str]] = {number: [] for number in targets}
        for code in towns:
            certain, possible = _within_reach(reference().towns[code].name, generation, index)
            for number in targets:
                heard[number].append("met" if number in certain else "may" if number in possible else "not")
        by_label: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for number in targets:
            by_label.setdefault(tuple(labels[number]), set()).add(tuple(heard[number]))
        told_apart = sum(len(answers) - 1 for answers in by_label.values())
        say(f"trilateration: {TARGETS} targets, {len(towns)} workplaces, told apart within a label: {told_apart}")

        assert told_apart == 0
        assert len({answers for found in by_label.values() for answers in found}) > 1


def _within_reach(town: str, generation: Generation, index: IndexEngine) -> tuple[set[int], set[int]]:
    """The cards that certainly, and possibly, reach this workplace: everything that its pages of results say."""
    asked_for = searched(f"werkplek={quote(town)}")
    assert asked_for.is_valid()
    certain: set[int] = set()
    possible: set[int] = set()
    page, pages = 1, 1
    while page <= pages:
        found = index.answer(Question(generation.pk, asked_for.asked, (), page, NOW.date()))
        for number, answers in zip(found.numbers, found.answers, strict=True):
            (certain if answers[0] is Answer.MET else possible).add(number)
        page, pages = page + 1, found.pages
    return certain, possible


def _targets(generation: Generation) -> list[tuple[str, ...]]:
    cards = list(Card.objects.of(generation.pk).order_by("number").values_list(*FACTS))
    return random.Random(2).sample(cards, TARGETS)


def _known(draw: random.Random) -> Facts:
    return Facts(draw.choice(PLACES) or "NL", *(draw.choice(FINE[name]) for name in Facts._fields[1:]))
