"""Withdrawals hide at once, wherever a card is still served."""

import pytest

from profiles import keys
from profiles.models import Card, Mask, Route
from profiles.withdraw import withdraw
from tests.factories import published

pytestmark = pytest.mark.django_db


def person(number: int) -> str:
    """The profile key of the person behind a published card."""
    return keys.profile_key(f"person {number}")


def test_a_person_is_hidden_in_every_generation_that_is_served() -> None:
    published({}, {})
    published({}, {}, {})

    hidden = withdraw(people=[person(1)])

    assert hidden == 2
    assert sorted(Card.objects.visible().values_list("number", flat=True)) == [0, 0, 2]


def test_nobody_else_is_hidden() -> None:
    published({}, {}, {})

    withdraw(people=[person(0), person(2)])

    assert [card.number for card in Card.objects.visible()] == [1]


def test_a_card_with_the_same_number_in_another_generation_stays() -> None:
    published({}, {})
    generation = published({}, {})
    Route.objects.filter(generation=generation, number=0).update(profile_key=person(9))

    withdraw(people=[person(9)])

    assert [(mask.generation, mask.number) for mask in Mask.objects.all()] == [(generation, 0)]
    assert Card.objects.visible().count() == 3


def test_twice_is_as_good_as_once() -> None:
    published({})
    withdraw(people=[person(0)])

    withdraw(people=[person(0), person(0)])

    assert Mask.objects.count() == 1


@pytest.mark.parametrize("people", [[], ["nobody's key"]])
def test_who_is_not_published_cannot_be_hidden(people: list[str]) -> None:
    published({})

    assert withdraw(people=people) == 0
    assert Card.objects.visible().count() == 1
