"""How well people are found: figures that add up, agree with the plain rule, and cost what is said."""

import datetime as dt
import itertools
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from explorer.filters import searched
from explorer.findability import Findability, findability, never_shown, typical_searches
from explorer.search.cards import cards_by_number
from explorer.search.engine import Asked
from explorer.search.matching import Answer, CardFacts
from explorer.search.query import Criterion
from profiles.models import Card, LastShown, Mask, Route
from profiles.terms import Terms
from tests.factories import NOW, published

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def town() -> None:
    """Cards with every kind of gap: places of three widths, and fields that are known or open."""
    gaps = itertools.product(("04-1", "R4", "NL", "01-1"), (("TS07",), ("TS06",), ()), ("U12", ""), ("B", "geen", ""))
    published(
        *(
            {"place": place, "task_types": Terms(tasks), "hours": hours, "licence": licence, "travel": travel}
            for (place, tasks, hours, licence), travel in zip(gaps, itertools.cycle(("T75", "", "T25")), strict=False)
        )
    )


@pytest.fixture
def counted(town: None) -> Findability:
    return findability(at=NOW)


def people() -> list[CardFacts]:
    return list(cards_by_number(Card.objects.get(number=0).generation_id, range(Card.objects.count())).values())


def test_every_typical_search_is_valid_has_both_names_and_asks_one_value_of_a_requirement() -> None:
    for search in typical_searches():
        filters = searched(search.query)
        assert filters.form.is_valid(), (search.query, filters.reasons)
        assert all(len(one.values) == 1 for one in filters.query.requirements), search.query
        assert all((search.name.nl, search.name.en)), search.query


def test_typical_searches_ask_every_kind_of_thing() -> None:
    asked = {one.key for search in typical_searches() for one in _criteria(search.query)}

    assert asked >= {
        "werkplek",
        "regio",
        "taaksoort",
        "sector",
        "beroep",
        "rijbewijs",
        "urenPerWeekMinimaal",
        "affiniteit",
    }
    assert asked >= {"beschikbaarheid", "opleidingsniveauMinimaal", "niveauNederlands", "bijgewerkt"}


def test_the_regions_and_those_without_one_add_up_to_the_total(counted: Findability) -> None:
    for found in counted.searches:
        parts = [*found.regions.values(), found.elsewhere]
        assert sum(one.certain for one in parts) == found.total.certain
        assert sum(one.possible for one in parts) == found.total.possible
        assert sum(one.excluded for one in parts) == found.total.excluded
        assert found.total.certain + found.total.possible + found.total.excluded == counted.profiles


def test_everyone_whose_card_names_no_region_is_in_a_line_of_its_own(counted: Findability) -> None:
    nowhere = Card.objects.filter(place="NL").count()

    for found in counted.searches:
        assert found.elsewhere.certain + found.elsewhere.possible + found.elsewhere.excluded == nowhere


def test_an_open_field_counts_whoever_fails_nothing_and_leaves_it_open(counted: Findability) -> None:
    expected = {"licence": 0, "hours": 0, "task_types": 0}
    for search in typical_searches():
        asked = [one for one in _asked(search.query) if one.is_required]
        for card in people():
            answers = {one.criterion.key: one.test.answer(card) for one in asked}
            if Answer.NOT_MET not in answers.values():
                expected["licence"] += answers.get("rijbewijs") is Answer.UNKNOWN
                expected["hours"] += answers.get("urenPerWeekMinimaal") is Answer.UNKNOWN
                expected["task_types"] += answers.get("taaksoort") is Answer.UNKNOWN
    costs = {one.field: one.people for one in counted.fields}

    assert {field: costs[field] for field in expected} == expected
    assert min(expected.values()) > 0


def test_of_a_workplace_only_an_unknown_travel_band_counts_as_an_open_field() -> None:
    published({"task_types": Terms(("TS07",)), "place": "04-1", "travel": "T15", "hours": "U36"})
    assert {one.field: one.people for one in findability(at=NOW).fields}["travel"] == 0

    published({"task_types": Terms(("TS07",)), "place": "04-1", "travel": "", "hours": "U36"})
    assert {one.field: one.people for one in findability(at=NOW).fields}["travel"] > 0


def test_the_most_costly_field_comes_first(counted: Findability) -> None:
    costs = [one.people for one in counted.fields]

    assert costs == sorted(costs, reverse=True)


def test_whoever_was_shown_in_ninety_days_counts_as_shown() -> None:
    generation = published({}, {}, {}, {})
    keys = list(Route.objects.order_by("number").values_list("profile_key", flat=True))
    LastShown.objects.create(profile_key=keys[0], shown_at=NOW - 89 * DAY)
    LastShown.objects.create(profile_key=keys[1], shown_at=NOW - 91 * DAY)
    Mask.objects.create(generation=generation, number=3)

    never = never_shown(generation=generation.pk, at=NOW)

    assert (never.people, never.visible) == (2, 3)
    assert never.log_since is None


def test_the_command_prints_one_object_that_adds_up(town: None) -> None:
    out = StringIO()
    call_command("findability", "--json", stdout=out)
    counted = json.loads(out.getvalue())

    first = counted["searches"][0]
    assert first["certain"] + first["possible"] + first["excluded"] == counted["profiles"]
    assert len(first["regions"]) == 35
    assert counted["never_shown"]["share"] == 1.0


def test_the_command_also_prints_a_table(town: None) -> None:
    out = StringIO()
    call_command("findability", stdout=out)

    assert "Cleaner in Emmen" in out.getvalue()


def test_without_a_release_the_command_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="Run sync_sonar first"):
        call_command("findability")


def _asked(query: str) -> tuple[Asked, ...]:
    filters = searched(query)
    assert filters.form.is_valid()
    return filters.asked


def _criteria(query: str) -> list[Criterion]:
    return [one.criterion for one in _asked(query)]
