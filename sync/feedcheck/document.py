"""The feed's document as a measure: where does an answer or a record differ from it? Names fields, never data."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

PATH = settings.BASE_DIR / "docs" / "feed.openapi.json"
WHOLE = "(the whole)"


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, as JSON."""
    found: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


@cache
def validator(schema: str) -> Draft202012Validator:
    """Of one of the document's schemas, by its name."""
    wanted = {"$ref": f"#/components/schemas/{schema}", "components": document()["components"]}
    return Draft202012Validator(wanted, format_checker=FormatChecker(["date"]))


def differences(schema: str, value: Any) -> tuple[str, ...]:
    """The fields that are not as the document says, in order; empty when all is well."""
    return tuple(sorted({name for error in validator(schema).iter_errors(value) for name in _fields(error)}))


def record_differences(item: Any) -> tuple[str, ...]:
    """The same of one item of a page."""
    is_gone = isinstance(item, dict) and item.get("verwijderd") is True
    return differences("VerwijderdeKlant" if is_gone else "Klant", item)


def _fields(error: ValidationError) -> Iterator[str]:
    """Names that the document itself has; what a feed wrote is data, so its own words are never repeated."""
    place = [part for part in error.absolute_path if isinstance(part, str)]
    wanted, found = error.validator_value, error.instance
    if error.validator == "required" and isinstance(wanted, list) and isinstance(found, dict):
        yield from (".".join([*place, name]) for name in wanted if name not in found)
    else:
        yield ".".join(place) or WHOLE
