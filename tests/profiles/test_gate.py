"""The gate reads what is really stored."""

import pytest

from profiles.gate import checked
from profiles.models import Card, Mask
from profiles.terms import Terms
from tests.factories import make_generation, published

pytestmark = pytest.mark.django_db

ALL_FACTS = {"place": "04-1", "education": "4", "hours": "U28", "licence": "B", "travel": "T25"}


def test_cards_that_are_alike_on_all_six_facts_pass() -> None:
    generation = published(*[{**ALL_FACTS, "availability": "direct"}] * 5)

    verdict = checked(generation, k=5)

    assert verdict.ok
    assert (verdict.k, verdict.profiles, verdict.smallest) == (5, 5, 5)


@pytest.mark.parametrize("fact", [*ALL_FACTS, "availability"])
def test_one_fact_that_differs_makes_another_class(fact: str) -> None:
    generation = published(*[ALL_FACTS] * 5, ALL_FACTS | {fact: "NL" if fact == "place" else "x"})

    assert checked(generation, k=5).smallest == 1


def test_what_is_changed_in_the_database_afterwards_is_noticed() -> None:
    generation = published(*[{}] * 5)
    Card.objects.filter(number=3).update(travel="T75")

    assert len(checked(generation, k=5).problems) == 2


def test_a_masked_card_is_not_shown_and_does_not_count() -> None:
    generation = published(*[{}] * 5)
    Mask.objects.create(generation=generation, number=0)

    assert checked(generation, k=5).smallest == 4


def test_cards_and_masks_of_another_generation_do_not_count() -> None:
    other = published(*[{"education": "1"}] * 2)
    Mask.objects.create(generation=other, number=0)
    generation = published(*[{}] * 5)

    assert checked(generation, k=5).profiles == 5


def test_a_rare_term_is_found_in_every_list() -> None:
    lists = {"sectors": "C", "task_types": "TS06", "occupations": "8344", "competences": "24105"}
    lists |= {"skills": "ESCO-S6", "affinities": "AF01"}
    generation = published({name: Terms((code,)) for name, code in lists.items()}, *[{}] * 4)

    problems = checked(generation, k=5).problems

    assert problems == tuple(sorted(f"term {name} {code} in 04-1 has 1 profiles" for name, code in lists.items()))


def test_a_parent_is_proven_by_the_terms_below_it_in_the_reference_data() -> None:
    finer = {"occupations": Terms(("8344.1",), frozenset({"8344"}))}
    generation = published(*[finer] * 5, {"occupations": Terms(("8344",), more=True)})

    assert checked(generation, k=5).ok


def test_an_empty_generation_passes() -> None:
    assert checked(make_generation(), k=5).ok
