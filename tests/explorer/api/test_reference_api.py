"""Codes with their names: complete, about nobody, and open to every site."""

import pytest
from django.test import Client

from explorer.filters import CandidateFilterSet
from profiles.vocabularies import reference

pytestmark = pytest.mark.django_db
HOME = "/api/v1/"
ELSEWHERE = {"origin": "https://elders.example"}


def values(client: Client, name: str) -> list[str]:
    return [one["code"] for one in client.get(f"{HOME}vocabulaires/{name}").json()["waarden"]]


def test_every_vocabulary_that_is_listed_can_be_read(client: Client) -> None:
    names = client.get(f"{HOME}vocabulaires").json()["vocabulaires"]

    assert len(names) == 13
    assert all(values(client, name) for name in names)


@pytest.mark.parametrize("name", ["sector", "taaksoort", "beroep", "vaardigheid", "rijbewijs", "opleidingsniveau"])
def test_every_value_of_a_parameter_is_in_the_vocabulary_of_its_name(client: Client, name: str) -> None:
    assert set(CandidateFilterSet.base_filters[name].names()) <= set(values(client, name))


def test_a_finer_term_names_its_broader_one(client: Client) -> None:
    terms = client.get(f"{HOME}vocabulaires/beroep").json()["waarden"]
    codes = {one["code"] for one in terms}
    finer = [one for one in terms if one["hoofdcode"]]

    assert finer
    assert all(one["hoofdcode"] in codes for one in finer)


def test_there_are_35_regions_with_all_sub_regions(client: Client) -> None:
    regions = client.get(f"{HOME}regios").json()["regios"]

    assert [one["nummer"] for one in regions] == list(range(1, 36))
    assert {part["code"] for one in regions for part in one["deelgebieden"]} == set(reference().sub_regions)


@pytest.mark.parametrize("address", ["vocabulaires", "vocabulaires/sector", "regios", "openapi.json"])
def test_other_sites_may_read_what_is_about_nobody(client: Client, address: str) -> None:
    assert client.get(HOME + address, headers=ELSEWHERE)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["kandidaten", "kandidaten/D7K-4MPQ"])
def test_other_sites_may_not_read_candidates(client: Client, address: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(HOME + address, headers=ELSEWHERE)


@pytest.mark.parametrize("address", ["bestaatniet", "kandidaten/", "vocabulaires/sector/", "regios/4"])
def test_an_unknown_address_is_a_problem_and_no_page(client: Client, address: str) -> None:
    answer = client.get(HOME + address)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_unknown_method_is_a_problem(client: Client) -> None:
    answer = client.post(f"{HOME}regios")

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
