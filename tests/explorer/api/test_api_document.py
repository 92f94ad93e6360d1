"""The OpenAPI document tells the truth: every answer has the shape that it gives, and every address is in it."""

import re
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from explorer.api.document import document
from explorer.api.urls import urlpatterns
from profiles.terms import Terms
from tests.factories import published

pytestmark = pytest.mark.django_db
HOME = "/api/v1/"
FULL = {"place": "04-1", "hours": "U28", "licence": "B", "task_types": Terms(("TS06",), more=True)}


def problems_of(answer: Any, path: str, method: str = "get") -> list[str]:
    """What in an answer differs from the document; also a status that it does not name."""
    operation = document()["paths"][path][method]
    declared = operation["responses"][str(answer.status_code)]
    (media, content), *_ = declared["content"].items()
    assert answer["Content-Type"].partition(";")[0] == media
    assert answer["API-Version"] == document()["info"]["version"]
    schema = {**content["schema"], "components": document()["components"]}
    return [error.message for error in Draft202012Validator(_strict(schema)).iter_errors(answer.json())]


def _strict(schema: Any) -> Any:
    """The same schema, but with nothing beside what it names; and `nullable` as JSON Schema says it."""
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _strict(value) for key, value in schema.items()}
    if "properties" in found and isinstance(found.get("type"), str):
        found.setdefault("additionalProperties", False)
    if found.get("nullable") and "allOf" in found:
        return {"anyOf": [{"allOf": found["allOf"]}, {"type": "null"}]}
    if found.pop("nullable", False):
        found["type"] = [found["type"], "null"]
    return found


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("kandidaten", "/kandidaten"),
        ("kandidaten?rijbewijs=B&urenPerWeekMinimaal=24&vaardigheid=S1", "/kandidaten"),
        ("kandidaten?q=schoonmaken+qqqqq", "/kandidaten"),
        ("kandidaten?foo=1", "/kandidaten"),
        ("kandidaten/D7K-4MPQ", "/kandidaten/{ref}"),
        ("kandidaten/D7K-4MPQ/vum", "/kandidaten/{ref}/vum"),
        ("vocabulaires", "/vocabulaires"),
        ("vocabulaires/sector", "/vocabulaires/{naam}"),
        ("vocabulaires/urenPerWeek", "/vocabulaires/{naam}"),
        ("vocabulaires/bestaatNiet", "/vocabulaires/{naam}"),
        ("regios", "/regios"),
    ],
)
def test_an_answer_has_the_shape_of_the_document(client: Client, address: str, path: str) -> None:
    published(FULL, {}, {"place": "R4"})

    assert problems_of(client.get(HOME + address), path) == []


def test_a_card_has_it_too(client: Client) -> None:
    published(FULL)
    reference = client.get(f"{HOME}kandidaten").json()["kandidaten"][0]["referentie"]

    assert problems_of(client.get(f"{HOME}kandidaten/{reference}?rijbewijs=B"), "/kandidaten/{ref}") == []
    assert problems_of(client.get(f"{HOME}kandidaten/{reference}/vum"), "/kandidaten/{ref}/vum") == []


def test_a_search_in_the_body_has_it_too() -> None:
    published(FULL)
    client = APIClient()
    found = client.post(f"{HOME}kandidaten/_zoek", {"rijbewijs": ["B"], "pagina": 1}, format="json")
    refused = client.post(f"{HOME}kandidaten/_zoek", ["rijbewijs"], format="json")

    assert problems_of(found, "/kandidaten/_zoek", "post") == []
    assert problems_of(refused, "/kandidaten/_zoek", "post") == []


def test_before_anything_is_published_it_has_it_too(client: Client) -> None:
    assert problems_of(client.get(f"{HOME}kandidaten"), "/kandidaten") == []


def test_every_address_is_in_the_document() -> None:
    addresses = {"/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(one.pattern)) for one in urlpatterns}

    assert addresses - {"/", "/openapi.json", "/^.+$"} == set(document()["paths"])


def test_everything_is_explained() -> None:
    for operations in document()["paths"].values():
        for one in operations.values():
            assert one["description"]
            assert all(asked.get("description") for asked in one.get("parameters", ()) if asked["in"] == "query")


def test_the_page_for_people_has_every_operation_and_no_other_host(client: Client) -> None:
    page = client.get(HOME).content.decode()

    for path, operations in document()["paths"].items():
        assert all(f"{method.upper()} {path}</code>" in page for method in operations)
    assert not re.findall(r'(?:src|href)="https?://', page)
    assert "<script" not in page


def test_the_document_is_served_as_it_is(client: Client) -> None:
    assert client.get(f"{HOME}openapi.json").json() == document()
