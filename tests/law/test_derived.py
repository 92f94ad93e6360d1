"""House rule: whatever can be searched, counted, sorted or given out is on the list of what a card shows."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from explorer.api.shapes import LABELS
from explorer.card_words import fact_label, list_label
from explorer.filters import KEYS, CandidateFilterSet, SearchForm, facets, searched
from explorer.page_values import CardView
from explorer.presenters import HIGHLIGHTS
from explorer.saved_searches import save
from explorer.search.cards import facts_of
from explorer.search.engine import Question
from explorer.search.index.build import read_columns
from explorer.search.matching import CardFacts, PairTest, Test
from explorer.search.orm import ranked
from explorer.search.words.today import todays_lexicon
from profiles.display import ATTRIBUTES, FACTS, LISTS, SHOWN
from profiles.models import Card
from profiles.terms import Terms
from tests.factories import NOW, make_membership, published
from tests.properties.test_search_rules import VALUES

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
KEEPING_APART = {"id", "generation", "number"}
"""Columns of the table of cards that are not on the card: which release, and a number drawn by lot in it."""
OF_THE_VIEWER = {"ref", "url", "seen_on", "is_new", "is_kept", "matches", "is_certain", "status"}
"""What a card's page says about the viewer and the search, not about the person."""
EVERYTHING = "&".join(f"{key}={values[0]}" for key, values in VALUES.items())


def looks_at(test: Test) -> set[str]:
    """The fields of a card that a criterion can depend on: all that its test names."""
    if isinstance(test, PairTest):
        return set(test.fields)
    return {test.field}


def test_the_list_names_every_field_once() -> None:
    assert (*FACTS, *ATTRIBUTES, *(shown.field for shown in LISTS)) == SHOWN
    assert len(set(SHOWN)) == len(SHOWN) == 14


def test_a_card_row_holds_what_is_shown_and_nothing_else() -> None:
    assert {field.name for field in Card._meta.get_fields()} == {*SHOWN, *KEEPING_APART}


@pytest.mark.parametrize("key", KEYS)
def test_a_search_parameter_looks_at_shown_fields_only(key: str) -> None:
    test = CandidateFilterSet.base_filters[key].test(VALUES[key][:1])

    assert looks_at(test) <= set(SHOWN)


def test_a_criterion_is_given_nothing_but_shown_fields() -> None:
    """Tests answer from a `CardFacts`; that is made of the list, so that there is nothing else to look at."""
    facts = facts_of(Card(number=7, place="NL"))
    assert isinstance(facts, CardFacts)
    assert {*facts.labels, *facts.lists} == set(SHOWN)


def test_facets_count_shown_fields_only() -> None:
    assert {facet.field for facet in facets()} <= set(SHOWN)


def test_the_form_knows_criteria_and_how_to_page_and_nothing_else() -> None:
    assert set(searched("").form.fields) == {*KEYS, *SearchForm.base_fields}
    assert set(SearchForm.base_fields) == {"moet", "pluspunt", "q", "pagina", "stand"}


def test_words_become_search_parameters_and_nothing_else() -> None:
    lexicon = todays_lexicon()
    readings = [
        one for index in (lexicon.exact, lexicon.stems, lexicon.parts) for ones in index.values() for one in ones
    ]
    asked = {key for one in readings for key, _value in one.criteria}
    offered = {option.key for one in readings for option in one.options if option.key}

    assert len(asked) > 10
    assert asked | offered | {key for key, _value in lexicon.names} <= set(KEYS)


def test_the_index_holds_shown_fields_only() -> None:
    generation = published({"hours": "U28", "task_types": Terms(("TS06",), more=True)}, {"education": "4"})

    assert {field for field, _code in read_columns(generation.pk).values} == set(SHOWN)


def test_the_database_engine_reads_columns_of_shown_fields_only(client: Client, settings: Settings) -> None:
    settings.SEARCH_ENGINE = "orm"
    published({"hours": "U28"}, {})
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/kandidaten/?{EVERYTHING}").status_code == 200
    statements = " ".join(query["sql"] for query in asked)
    columns = set(re.findall(r'"profiles_card"\."(\w+)"', statements))

    assert {"hours", "task_types", "travel"} <= columns
    assert columns <= {*SHOWN, "id", "generation_id", "number"}


def test_the_api_gives_a_card_as_shown(client: Client) -> None:
    published({})
    card = client.get("/api/v1/kandidaten").json()["kandidaten"][0]
    of_the_caller = {"referentie", "getoondSinds", "voldoetZeker", "criteria"}

    assert set(LABELS) == {*FACTS, *ATTRIBUTES}
    assert set(card) == {
        *(name for name, _said in LABELS.values()),
        *(shown.vocabulary for shown in LISTS),
        *of_the_caller,
    }


def test_a_profiles_page_says_every_shown_field(client: Client) -> None:
    published({})
    address = client.get("/kandidaten/").context["page"].cards[0].url
    view = client.get(address).context["card"]

    said = [*(fact.label for fact in view.facts), *(group.label for group in view.groups)]
    assert said == [fact_label(name) for name in (*FACTS, *ATTRIBUTES) if name != "place"] + [
        list_label(shown.field) for shown in LISTS
    ]
    assert set(HIGHLIGHTS) <= set(SHOWN)


def test_templates_can_print_of_a_card_only_its_view() -> None:
    """A view value is made in one place from a `CardFacts`; the title and the place are made of shown fields too."""
    fields = set(CardView.__dataclass_fields__)
    printed = {
        name
        for path in (ROOT / "templates" / "explorer").glob("*.html")
        for name in re.findall(r"\bcard\.(\w+)", path.read_text(encoding="utf-8"))
    }

    assert printed <= fields == {*OF_THE_VIEWER, "title", "place", "facts", "groups", "highlights"}


def test_a_saved_search_holds_search_parameters_only() -> None:
    saved = save(membership=make_membership(), name="Alles", query=f"{EVERYTHING}&stand=1-20261123&pagina=3", at=NOW)
    kept = {pair.partition("=")[0] for pair in saved.query.split("&")}

    assert kept <= {*KEYS, "moet", "pluspunt"}


def test_the_order_hangs_on_criteria_and_a_number_drawn_by_lot(now: dt.datetime) -> None:
    """There is no parameter to sort by; the order is certain, then criteria met, then the rotation of the day."""
    question = Question(published({}).pk, (), (), 1, now.date())
    ordered = str(ranked(Card.objects.all(), question).values("pk").query).partition("ORDER BY")[2]

    assert set(re.findall(r'"profiles_card"\."(\w+)"', ordered)) <= {"id", "number"}
    assert not searched("sorteer=hours").form.is_valid()
