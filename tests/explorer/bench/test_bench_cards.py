"""The benchmark's cards: as a release could have made them, spread as published, the same for the same seed."""

from collections import Counter

import pytest

from explorer.bench.cards import drawn_cards, inhabitants
from profiles.display import LISTS
from profiles.models import Municipality
from profiles.terms import decoded, shown
from profiles.vocabularies import reference

SIZE = 3000
pytestmark = pytest.mark.django_db


def cards(size: int = SIZE, seed: int = 1) -> list[dict[str, str]]:
    columns, rows = drawn_cards(size, seed)
    return [dict(zip(columns, map(str, row), strict=True)) for row in rows]


def test_equal_seeds_give_equal_cards_and_others_do_not() -> None:
    assert cards(200, seed=1) == cards(200, seed=1) != cards(200, seed=2)


def test_numbers_have_no_gaps() -> None:
    assert [card["number"] for card in cards(50)] == [str(number) for number in range(50)]


def test_the_published_shares_of_empty_fields_come_back() -> None:
    found = cards()

    assert sum(not card["education"] for card in found) / SIZE == pytest.approx(0.422, abs=0.03)
    assert sum(not card["sectors"] for card in found) / SIZE == pytest.approx(0.381, abs=0.03)


def test_people_live_where_the_inhabitants_are() -> None:
    found = Counter(card["place"] for card in cards())
    total = sum(row.inhabitants for row in Municipality.objects.today())

    assert sum(inhabitants().values()) == total
    biggest = max(inhabitants(), key=lambda code: inhabitants()[code])
    assert found[biggest] / SIZE == pytest.approx(inhabitants()[biggest] / total, abs=0.015)


def test_every_label_is_one_of_the_reference_data_and_some_are_coarse() -> None:
    found = cards()
    data = reference()
    facts = ("education", "hours", "licence", "travel", "availability", "dutch", "freshness")

    for fact in facts:
        assert {card[fact] for card in found} <= {"", *data.labels[fact]}
    assert {card["hours"] for card in found} >= {"U0019", "U2040"}
    assert {card["place"] for card in found} > {"NL"}


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.field)
def test_every_list_is_one_that_a_release_writes(one: object) -> None:
    field, vocabulary = one.field, one.vocabulary  # type: ignore[attr-defined]
    ancestors = reference().ancestors[vocabulary]

    for text in {card[field] for card in cards()}:
        terms = decoded(text)
        assert set(terms.codes) <= set(reference().terms[vocabulary])
        assert shown(terms.codes, ancestors, more=terms.more) == terms


def test_some_lists_are_open_because_a_term_was_left_out() -> None:
    occupations = [decoded(card["occupations"]) for card in cards()]

    assert any(terms.more and terms.codes for terms in occupations)
    assert any(terms.codes and not terms.more for terms in occupations)
