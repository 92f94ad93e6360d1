"""A workplace: a postcode, a municipality or a place; what is not clear is asked back."""

import pytest

from explorer.filters import searched
from explorer.search.workplace import UnknownPlaceError, workplace
from profiles.vocabularies import reference

pytestmark = pytest.mark.django_db


def reason(place: str) -> str:
    with pytest.raises(UnknownPlaceError) as error:
        workplace(place, reference())
    return str(error.value)


@pytest.mark.parametrize("place", ["7811", "7811 AB", "7811ab", "Emmen", " emmen ", "Klazienaveen"])
def test_a_place_is_found_as_people_write_it(place: str) -> None:
    _spot, region = workplace(place, reference())

    assert region == 4


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Den Haag", "'s-Gravenhage"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("’s-Hertogenbosch", "'s-Hertogenbosch"),
        ("’t Harde", "Elburg"),
        ("Sudwest-Fryslan", "Súdwest-Fryslân"),
        ("bergen (nh.)", "Bergen (NH.)"),
    ],
)
def test_a_municipality_is_found_by_what_people_call_it(typed: str, name: str) -> None:
    (town,) = [town for town in reference().towns.values() if town.name == name]

    assert workplace(typed, reference())[1] == town.region


def test_a_place_that_is_nowhere_says_what_to_enter() -> None:
    assert reason("Nergenshuizen") == "We kennen de plaats “Nergenshuizen” niet. Vul een gemeente of een postcode in."


def test_a_place_in_several_municipalities_offers_the_choice() -> None:
    assert "De Wolden, Het Hogeland" in reason("Zuidwolde")
    assert "Bergen (L.), Bergen (NH.)" in reason("Bergen")


def test_a_postcode_that_does_not_exist_is_named() -> None:
    assert reason("1000") == "Postcode 1000 bestaat niet."


def test_the_reason_stands_beside_the_name_of_the_filter() -> None:
    assert searched("werkplek=Xyz").reasons == (
        "Kan reizen naar de werkplek: We kennen de plaats “Xyz” niet. Vul een gemeente of een postcode in.",
    )


def test_one_workplace_at_a_time() -> None:
    assert searched("werkplek=Emmen&werkplek=Assen").reasons == ("Kan reizen naar de werkplek: Vul één werkplek in.",)
