import pytest
from django.test import Client

from tests.profiles.transparency.publications import draft, published

pytestmark = pytest.mark.django_db
DRENTHE = "/api/v1/transparantie/2020-Q4?regio=4"


def test_a_published_quarter_is_open_data(client: Client) -> None:
    published()

    answer = client.get(DRENTHE, headers={"origin": "https://elders.example"})

    assert answer.json()["totaal_amr"]["totaal"] == 3470
    assert answer.json()["percentage"] == 74
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address", [DRENTHE, "/api/v1/transparantie/onzin", "/api/v1/transparantie/2020-Q4?regio=36"]
)
def test_what_is_not_published_is_not_found(client: Client, address: str) -> None:
    draft()

    assert client.get(address).status_code == 404
