"""A profile's own page: only under the viewer's own reference, and only while the person is shown."""

import pytest
from django.test import Client

from profiles.models import Live, Mask
from profiles.terms import Terms
from profiles.withdraw import withdraw
from tests.factories import make_membership, published

pytestmark = pytest.mark.django_db


def first_address(client: Client, query: str = "") -> str:
    address: str = client.get(f"/kandidaten/?{query}").context["page"].cards[0].url
    return address


def test_a_profile_opens_under_the_reference_of_the_list(client: Client) -> None:
    published({"hours": "U28", "task_types": Terms(("TS06",))})
    address = first_address(client)
    text = client.get(address).content.decode()

    assert "Intern transport en heftruck rijden" in text
    assert "28 tot 36 uur per week" in text
    assert address.split("/")[2] in text


def test_a_reference_may_be_typed_in_small_letters(client: Client) -> None:
    published({})

    assert client.get(first_address(client).lower()).status_code == 200


def test_the_way_back_keeps_the_search(client: Client) -> None:
    published({})
    answer = client.get(first_address(client, "regio=4&rijbewijs=B"))

    assert answer.context["page_url"] == "/kandidaten/?regio=4&rijbewijs=B"
    assert answer.context["questions"] == ("Rijbewijs",)


def test_another_viewers_reference_is_not_found(client: Client) -> None:
    published({})
    address = first_address(client)
    other = Client()
    other.force_login(make_membership().user)

    assert other.get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_colleagues_of_one_organisation_share_references(client: Client) -> None:
    published({})
    membership = make_membership()
    colleague = make_membership(organisation=membership.organisation)
    client.force_login(membership.user)
    address = first_address(client)
    client.force_login(colleague.user)

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("code", ["D7K-4MPQ", "zomaar", "AAA-AAAA", "'; DROP TABLE"])
def test_a_reference_that_was_never_drawn_is_not_found(client: Client, code: str) -> None:
    published({})

    assert client.get(f"/kandidaten/{code}/").status_code == 404


def test_a_masked_person_is_not_found(client: Client) -> None:
    generation = published({}, {})
    address = first_address(client)
    Mask.objects.bulk_create(Mask(generation=generation, number=number) for number in (0, 1))

    assert client.get(address).status_code == 404


def test_a_person_who_withdraws_is_gone_at_once(client: Client) -> None:
    generation = published({})
    address = first_address(client)
    withdraw(people=generation.route_set.values_list("profile_key", flat=True))

    assert client.get(address).status_code == 404


def test_someone_who_left_with_a_new_generation_is_not_found(client: Client) -> None:
    published({})
    address = first_address(client)
    published()

    assert client.get(address).status_code == 404


def test_someone_who_stays_keeps_the_reference_in_a_new_generation(client: Client) -> None:
    published({})
    address = first_address(client)
    published({"hours": "U28"})

    assert "28 tot 36 uur per week" in client.get(address).content.decode()


def test_all_ways_of_not_finding_look_alike(client: Client) -> None:
    generation = published({})
    address = first_address(client)
    unknown = client.get("/kandidaten/D7K-4MPQ/").content.decode()
    Mask.objects.create(generation=generation, number=0)
    masked = client.get(address).content.decode()

    reference = address.split("/")[2]
    assert _without_tokens(masked.replace(reference, "D7K-4MPQ")) == _without_tokens(unknown)


def test_before_anything_is_published_no_profile_is_found(client: Client) -> None:
    assert not Live.objects.exists()
    assert client.get("/kandidaten/D7K-4MPQ/").status_code == 404


def test_a_mistaken_search_beside_a_reference_is_named(client: Client) -> None:
    published({})
    answer = client.get(f"{first_address(client)}?foo=1")

    assert answer.status_code == 400
    assert "“foo” is geen filter." in answer.content.decode()


def _without_tokens(html: str) -> str:
    return "\n".join(line for line in html.splitlines() if "csrfmiddlewaretoken" not in line)
