"""Errors of the API as problem+json (RFC 9457)."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from explorer.budget_words import Spent

PROBLEM = "application/problem+json"


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


class NotReady(APIException):
    """Nothing is published yet."""

    status_code = 503
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
