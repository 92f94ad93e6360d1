"""The OpenAPI document of the API, and a page for people that is made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from explorer.api.versioned import VERSION

Json = dict[str, Any]
VERSION_HEADER = {
    "API-Version": {"description": "The full version of the API.", "schema": {"type": "string", "example": VERSION}}
}
RATE_HEADERS = {
    "RateLimit-Limit": "How many calls the caller has in a minute.",
    "RateLimit-Remaining": "How many of them are left.",
    "RateLimit-Reset": "After how many seconds the next minute begins.",
}
RATES = {name: {"description": text, "schema": {"type": "integer"}} for name, text in RATE_HEADERS.items()}
RETRY = {
    "Retry-After": {"description": "Seconds after which to try again.", "schema": {"type": "integer", "minimum": 1}}
}
ALWAYS = {
    "429": "The caller's budget of profiles or number of calls is spent; `Retry-After` says for how many seconds.",
    "503": "Nothing is published yet; try again in a minute.",
    "500": "Our mistake.",
    "405": "This address does not know this method.",
    "406": "Only JSON is given.",
}
BAD = {"400": "Something in the request is not valid; `errors` has every reason."}
CLOSED = {
    "401": "A token is missing here, or it is not valid (any more).",
    "403": "The caller may not do this, or the token has not this scope.",
}
BODY = {"415": "The body is not `application/json`."}
ONCE = {"422": "The `Idempotency-Key` was used for something else."}
ABSENT = {"404": "There is no such thing, or not for this caller."}


@dataclass(frozen=True)
class Operation:
    """One operation as the page tells of it."""

    method: str
    path: str
    summary: str
    text: str
    parameters: tuple[Json, ...]
    answers: tuple[tuple[str, str], ...]


@require_safe
def openapi(_request: HttpRequest) -> JsonResponse:
    """The document, for anyone from any site."""
    return JsonResponse(document(), headers={"API-Version": VERSION})


@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    """The document as a page, made on the server: no script, no other host."""
    found, address = document(), request.build_absolute_uri(reverse("api_explained"))
    context = {"document": found, "operations": tuple(_operations(found)), "address": address}
    return render(request, "explorer/api.html", context)


@lru_cache(maxsize=1)
def document() -> Json:
    """Made once: it depends on the code alone."""
    found: Json = SchemaGenerator(urlconf="explorer.urls").get_schema(public=True)  # type: ignore[no-untyped-call]
    return found


PROBLEM = {
    "type": "object",
    "description": "An error (RFC 9457).",
    "required": ["status", "title", "detail"],
    "properties": {
        "status": {"type": "integer", "description": "The HTTP status."},
        "title": {"type": "string", "description": "The status in words."},
        "detail": {"type": "string", "description": "What is wrong and what to do."},
        "errors": {"type": "array", "items": {"type": "string"}, "description": "Every reason at once."},
    },
}


def complete(result: Json, **_rest: object) -> Json:
    """Adds to every operation what every answer has: the version's header, and the errors as problem documents."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _open_to_visitors(operation)
            _add_errors(operation, path, method)
            for code, answer in operation["responses"].items():
                answer.setdefault("headers", {}).update(_headers_of(code))
                answer["description"] = answer.get("description") or ("It worked." if code < "300" else "")
    return result


def _headers_of(code: str) -> Json:
    return VERSION_HEADER | (RETRY if code in ("429", "503") else {}) | ({} if code == "500" else RATES)


def _open_to_visitors(operation: Json) -> None:
    """Candidates may be searched without a token too."""
    if operation.get("security") and "kandidaten" in operation["tags"]:
        operation["security"].append({})


def _add_errors(operation: Json, path: str, method: str) -> None:
    errors = dict(ALWAYS)
    errors |= BAD if operation.get("parameters") or method != "get" else {}
    errors |= BODY if "requestBody" in operation else {}
    errors |= ONCE if any(one["in"] == "header" for one in operation.get("parameters", ())) else {}
    errors |= ABSENT if "{" in path else {}
    errors |= CLOSED if operation.get("security") else {}
    for code, text in errors.items():
        problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        operation["responses"].setdefault(code, {"description": text, "content": problem})


def _operations(found: Json) -> Iterator[Operation]:
    for path, operations in found["paths"].items():
        for method, one in operations.items():
            answers = tuple((code, answer["description"]) for code, answer in sorted(one["responses"].items()))
            summary, _, text = one.get("description", "").partition("\n")
            yield Operation(method.upper(), path, summary, text.strip(), tuple(one.get("parameters", ())), answers)
