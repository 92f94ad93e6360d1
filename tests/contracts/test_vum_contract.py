"""A card as a job seeker fits VUM's own schema, which is no part of this project: `make check-vum SCHEMA=FILE`."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from jsonschema import Draft7Validator

from profiles.display import LISTS
from profiles.terms import Terms
from profiles.vocabularies import reference
from tests.factories import published

pytestmark = pytest.mark.django_db
NAMED = ("Beroepsnaam", "Opleidingsnaam")
"""Each wants to be exactly one of two forms that both refer back to it, without end: the schema's own mistake."""


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """VUM's schema of a job seeker, with the endless references cut."""
    named = os.environ.get("VUM_SCHEMA")
    if not named:
        pytest.skip("Give the schema: make check-vum SCHEMA=vum-werkzoekendenprofielen-0.8.7.yaml")
    found: dict[str, Any] = yaml.safe_load(Path(named).read_text(encoding="utf-8"))
    schemas = found["components"]["schemas"]
    for name in NAMED:
        schemas[name]["anyOf"] = schemas[name].pop("oneOf")
        for form in (f"{name}Gecodeerd", f"{name}Ongecodeerd"):
            schemas[form]["allOf"] = [part for part in schemas[form]["allOf"] if "$ref" not in part]
    return {"$ref": "#/components/schemas/Werkzoekende", "components": found["components"]}


def every_label() -> list[dict[str, Any]]:
    """A card for every label of every fact, one with all terms of all lists, and one that is empty."""
    data = reference()
    facts = [{fact: code} for fact, labels in data.labels.items() for code in labels]
    full = {one.field: Terms(tuple(list(data.terms[one.vocabulary])[:60])) for one in LISTS}
    return [*facts, full, {}]


def strangers(value: Any, of: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    """Names that the schema does not know; it allows any, so this is asked apart."""
    of = schemas[of["$ref"].rpartition("/")[2]] if "$ref" in of else of
    if isinstance(value, list):
        return [name for one in value for name in strangers(one, of["items"], schemas)]
    if not isinstance(value, dict):
        return []
    known = _properties(of, schemas)
    inner = (name for key, one in value.items() if key in known for name in strangers(one, known[key], schemas))
    return [*(key for key in value if key not in known), *inner]


def _properties(of: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    of = schemas[of["$ref"].rpartition("/")[2]] if "$ref" in of else of
    found = dict(of.get("properties", {}))
    for part in (*of.get("allOf", ()), *of.get("anyOf", ())):
        found |= _properties(part, schemas)
    return found


def job_seekers(client: Client) -> list[dict[str, Any]]:
    pages = client.get("/api/v1/kandidaten").json()["paginas"]
    cards = [
        card
        for page in range(1, pages + 1)
        for card in client.get("/api/v1/kandidaten", {"pagina": page}).json()["kandidaten"]
    ]
    return [client.get(f"/api/v1/kandidaten/{card['referentie']}/vum").json() for card in cards]


def test_every_label_and_term_fits(schema: dict[str, Any], client: Client) -> None:
    published(*every_label())
    validator = Draft7Validator(schema)
    found = job_seekers(client)

    assert len(found) == len(every_label())
    for one in found:
        assert [error.message for error in validator.iter_errors(one)] == []
        assert strangers(one, schema, schema["components"]["schemas"]) == []


def test_what_does_not_fit_is_seen(schema: dict[str, Any]) -> None:
    validator = Draft7Validator(schema)

    assert not validator.is_valid({})
    assert not validator.is_valid({"idWerkzoekende": "D7K-4MPQ", "flexibiliteit": {"codeRegiostraal": 12}})
    assert strangers({"naam": "x"}, schema, schema["components"]["schemas"]) == ["naam"]
