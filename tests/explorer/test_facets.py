"""The filters beside the results: what is shown at once, what is counted, and what stays chosen."""

import pytest
from django.test import Client

from explorer.facet_views import AT_ONCE, FacetView
from explorer.filters import KEYS
from profiles.terms import Terms
from profiles.vocabularies import reference
from tests.factories import published

pytestmark = pytest.mark.django_db


def facet(client: Client, key: str, query: str = "") -> FacetView:
    page = client.get(f"/kandidaten/?{query}").context["page"]
    found: FacetView = next(one for one in page.facets if one.key == key)
    return found


def counts(view: FacetView) -> dict[str, int | None]:
    return {choice.value: choice.count for choice in (*view.choices, *view.more)}


def test_every_search_parameter_has_its_filter(client: Client) -> None:
    published({})
    page = client.get("/kandidaten/").context["page"]

    assert tuple(one.key for one in page.facets) == KEYS


def test_counts_are_exact_and_unknown_is_counted_apart(client: Client) -> None:
    published({"hours": "U28"}, {"hours": "U12"}, {"hours": "U2040"}, {})
    view = facet(client, "urenPerWeekMinimaal")

    assert counts(view) == {"12": 3, "20": 2, "28": 1, "36": 0}
    assert view.unknown == 2


def test_a_facet_counts_over_who_the_other_filters_leave(client: Client) -> None:
    published({"hours": "U28", "licence": "B"}, {"hours": "U28", "licence": "geen"}, {"hours": "U00", "licence": "B"})

    assert counts(facet(client, "rijbewijs", "urenPerWeekMinimaal=20&rijbewijs=B"))["geen"] == 1
    assert counts(facet(client, "urenPerWeekMinimaal", "urenPerWeekMinimaal=20&rijbewijs=B"))["12"] == 1


def test_a_long_list_shows_what_occurs_most_first(client: Client) -> None:
    codes = list(reference().terms["vaardigheid"])[:12]
    published(*({"skills": Terms(tuple(codes[: place + 1]))} for place in range(12)))
    view = facet(client, "vaardigheid")

    assert [choice.value for choice in view.choices] == codes[:AT_ONCE]
    assert [choice.value for choice in view.more] == codes[AT_ONCE:]


def test_what_is_chosen_stays_in_sight_even_if_nobody_has_it(client: Client) -> None:
    published({})
    rare = list(reference().terms["beroep"])[-1]
    view = facet(client, "beroep", f"beroep={rare}")

    assert [(choice.value, choice.count, choice.selected) for choice in view.choices] == [(rare, 0, True)]
    assert view.active == 1


def test_an_hour_that_is_not_offered_is_shown_when_chosen(client: Client) -> None:
    published({"hours": "U28"})
    view = facet(client, "urenPerWeekMinimaal", "urenPerWeekMinimaal=24")

    assert [(choice.value, choice.count) for choice in view.choices if choice.selected] == [("24", None)]
    assert counts(view)["28"] == 1


def test_the_workplace_that_was_entered_stays_in_its_field(client: Client) -> None:
    published({})

    assert facet(client, "werkplek", "werkplek=Emmen").value == "Emmen"


def test_plus_points_are_marked_as_such(client: Client) -> None:
    published({})

    assert facet(client, "vaardigheid").is_plus
    assert not facet(client, "vaardigheid", "vaardigheid=ESCO-S6&moet=vaardigheid").is_plus
    assert not facet(client, "regio").is_plus
