"""Withdrawals hide at once, wherever a card is still served."""

import pytest

from profiles import keys
from profiles.gate import checked
from profiles.models import Card, Mask, Route
from profiles.terms import Terms
from profiles.withdraw import cover_fallen, withdraw
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


class TestWhatWithdrawalsLeaveTooSmall:
    def test_a_class_that_falls_below_k_is_covered(self) -> None:
        published(*[{"education": "4"}] * 5, *[{"education": "2"}] * 5)
        withdraw(people=[person(0)])

        assert cover_fallen(people=[person(0)]) == 4
        assert {card.education for card in Card.objects.visible()} == {"2"}

    def test_a_class_with_slack_stays(self) -> None:
        published(*[{"education": "4"}] * 7)
        withdraw(people=[person(0), person(1)])

        assert cover_fallen(people=[person(0), person(1)]) == 0
        assert Card.objects.visible().count() == 5

    def test_whoever_shows_a_term_that_too_few_still_show_is_covered(self) -> None:
        published(*[{"sectors": Terms(("C",))}] * 5, *[{}] * 7)
        withdraw(people=[person(0)])

        cover_fallen(people=[person(0)])

        assert sorted(Card.objects.visible().values_list("number", flat=True)) == [5, 6, 7, 8, 9, 10, 11]

    def test_covering_goes_on_until_the_check_is_content(self) -> None:
        generation = published(
            *[{"education": "4", "sectors": Terms(("C",))}] * 5, *[{"sectors": Terms(("C", "H"))}] * 5, *[{}] * 5
        )
        withdraw(people=[person(0), person(9)])

        cover_fallen(people=[person(0), person(9)])

        assert checked(generation, 5).ok
        assert Card.objects.visible().count() == 9 - 4

    def test_a_place_that_nobody_left_is_not_looked_at(self) -> None:
        published({}, *[{"place": "01-1"}] * 5)
        withdraw(people=[person(1)])

        cover_fallen(people=[person(1)])

        assert [card.number for card in Card.objects.visible()] == [0]
