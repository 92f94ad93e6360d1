"""The filters beside the results: what is shown at once, what is counted, and what stays chosen."""

import pytest
from django.test import Client

from explorer.facet_list import FacetList
from explorer.facet_views import AT_ONCE, FacetView
from explorer.filters import KEYS
from profiles.models import AuditEvent
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
    assert view.more == ()
    assert view.whole == len(reference().terms["vaardigheid"])


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


def whole(client: Client, key: str, query: str = "") -> FacetList:
    found: FacetList = client.get(f"/filters/{key}/?{query}").context["list"]
    return found


def test_the_whole_list_has_every_value_with_its_count_and_what_nobody_has_too(client: Client) -> None:
    published({"place": "R4"}, {"place": "R4"}, {"place": "R1"})
    found = whole(client, "regio").facet

    assert len(found.choices) == len(reference().regions)
    assert [(one.value, one.count) for one in found.choices[:3]] == [("4", 2), ("1", 1), ("17", 0)]


def test_one_searches_in_the_whole_list_without_accents_or_capitals(client: Client) -> None:
    published({})

    assert [one.label for one in whole(client, "beroep", "zoek=HEFTRUCKBEST").facet.choices] == [
        "Heftruckbestuurders"
    ]
    assert "Eerste hulp" not in {one.label for one in whole(client, "regio", "zoek=fries").facet.choices}


def test_what_is_chosen_in_the_whole_list_comes_first_and_is_never_searched_away(client: Client) -> None:
    published({"place": "R4"})

    assert [one.value for one in whole(client, "regio", "regio=9&zoek=drenthe").facet.choices] == ["9", "4"]


def test_the_whole_list_counts_within_the_rest_of_the_search_and_keeps_it(client: Client) -> None:
    published({"place": "R4", "licence": "B"}, {"place": "R4", "licence": "geen"})
    found = whole(client, "regio", "rijbewijs=B&regio=1&pluspunt=regio")

    assert {one.value: one.count for one in found.facet.choices}["4"] == 1
    assert found.kept == (("rijbewijs", "B"), ("pluspunt", "regio"))


def test_the_whole_list_is_the_same_from_any_page_of_the_results(client: Client) -> None:
    published({"place": "R4"})

    assert whole(client, "regio", "pagina=9").facet.choices == whole(client, "regio").facet.choices


def test_a_very_long_list_shows_what_nobody_has_to_who_looks_for_it(client: Client) -> None:
    published({"occupations": Terms(("8344",))})

    everything, searched = whole(client, "beroep"), whole(client, "beroep", "zoek=officieren")
    assert all(one.count for one in everything.facet.choices)
    assert [one.count for one in searched.facet.choices][:1] == [0]


@pytest.mark.parametrize(("key", "status"), [("werkplek", 404), ("leeftijd", 404), ("regio", 200)])
def test_only_filters_with_values_have_a_list(client: Client, key: str, status: int) -> None:
    published({})

    assert client.get(f"/filters/{key}/").status_code == status


def test_a_mistaken_search_goes_back_to_where_it_is_explained(client: Client) -> None:
    published({})

    answer = client.get("/filters/regio/?foo=1")
    assert (answer.status_code, answer["Location"]) == (302, "/kandidaten/?foo=1")


def test_counting_a_whole_list_shows_nobody(client: Client) -> None:
    published({"place": "R4"})
    client.get("/filters/regio/")

    assert not AuditEvent.objects.exists()


def test_a_value_that_nobody_has_is_grey_but_there(client: Client) -> None:
    published({"licence": "B"})
    text = " ".join(client.get("/kandidaten/").content.decode().split())

    begin = '<label class="choice choice--none"> <input class="choice__input" type="checkbox"'
    assert f'{begin} name="rijbewijs" value="geen">' in text
