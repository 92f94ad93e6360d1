"""The benchmark's searches: valid, of every kind, and the same for the same seed."""

import pytest
from django.http import QueryDict

from explorer.bench.workload import drawn_searches
from explorer.filters import KEYS, searched
from profiles.models import Card
from tests.factories import make_generation

pytestmark = pytest.mark.django_db


@pytest.fixture
def generation() -> int:
    found = make_generation()
    Card.objects.create(generation=found, number=0, place="04-1")
    return found.pk


def test_equal_seeds_give_equal_searches_and_others_do_not(generation: int) -> None:
    assert drawn_searches(generation, 20, 1) == drawn_searches(generation, 20, 1) != drawn_searches(generation, 20, 2)


def test_every_search_is_valid(generation: int) -> None:
    for search in drawn_searches(generation, 60, 1):
        filters = searched(search)
        assert filters.form.is_valid(), (search, filters.reasons)


def test_every_parameter_both_kinds_and_later_pages_occur(generation: int) -> None:
    used = {key for search in drawn_searches(generation, 400, 1) for key in QueryDict(search)}

    assert used == {*KEYS, "moet", "pluspunt", "pagina"}


def test_searches_have_none_to_five_criteria(generation: int) -> None:
    numbers = {len({*QueryDict(search)} & {*KEYS}) for search in drawn_searches(generation, 200, 1)}

    assert numbers == {0, 1, 2, 3, 4, 5}
