"""Errors of the API as problem+json (RFC 9457)."""

from collections.abc import Callable
from http import HTTPStatus
from json import dumps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from explorer.api.versioned import VERSION
from explorer.budget_words import Spent

PROBLEM = "application/problem+json"
ADVICE = {
    400: gettext_lazy("Dit verzoek is niet geldig."),
    403: gettext_lazy("U mag dit niet."),
    404: gettext_lazy("Niet gevonden."),
    405: gettext_lazy("Dit adres kent deze methode niet."),
    500: gettext_lazy("Er ging bij ons iets mis. Probeer het later opnieuw."),
    503: gettext_lazy("De gegevens zijn nu niet bereikbaar. Probeer het over twee minuten opnieuw."),
}
"""What is said of an error that no view put into words."""


class Refused(APIException):
    """The request is not valid; every reason is given at once."""

    status_code = 400

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class BudgetSpent(APIException):
    """A budget of profiles is spent; the answer says what to do, and after how many seconds there is a new one."""

    status_code = 429

    def __init__(self, spent: Spent | None, wait: int) -> None:
        super().__init__(f"{spent.reason} {spent.advice}" if spent else "")
        self.wait = wait


class KeyUsed(APIException):
    """Under this `Idempotency-Key` the caller asked something else before."""

    status_code = 422
    default_detail = gettext_lazy("Deze Idempotency-Key hoort bij een andere vraag. Neem een nieuwe.")


class NotReady(APIException):
    """Nothing is published yet."""

    status_code = 503
    wait = 60
    default_detail = gettext_lazy("De gegevens worden nog opgehaald. Probeer het over een minuut opnieuw.")


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer to an error, reworded as a problem document; None for errors that are ours to mend."""
    response = exception_handler(error, context)
    if response is None:
        return None
    detail = _("Niet gevonden.") if isinstance(error, Http404) else str(response.data.get("detail", ""))
    response.data = {"status": response.status_code, "title": response.status_text, "detail": detail}
    if isinstance(error, Refused):
        response.data["errors"] = list(error.reasons)
    response.content_type = PROBLEM
    return response


def everywhere(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whatever goes wrong below /api/, and wherever: a problem document, for machines cannot read our pages.

    Every answer says the version, those of other middleware too.
    """

    def worded(request: HttpRequest) -> HttpResponse:
        found = get_response(request)
        if not request.path_info.startswith("/api/"):
            return found
        found.setdefault("API-Version", VERSION)
        is_problem = found.get("Content-Type", "").startswith(PROBLEM)
        return found if found.status_code < 400 or is_problem else _reworded(found)

    return worded


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """A problem document for what never reached a view."""
    body = dumps({"status": status, "title": status.phrase, "detail": detail})
    return HttpResponse(body, status=status, content_type=PROBLEM)


def _reworded(found: HttpResponse) -> HttpResponse:
    status = HTTPStatus(found.status_code)
    found.content = problem(status, str(ADVICE.get(status, status.description))).content
    for name in ("Content-Encoding", "Content-Length"):  # of the page that stood here
        found.headers.pop(name, None)
    found["Content-Type"], found["Cache-Control"] = PROBLEM, "no-store"
    return found
