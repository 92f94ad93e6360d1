"""The page for what went wrong here; made without database, session or request, for any of them may be the cause."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

WAIT = 120
"""Seconds after which a database that is full, locked or away is worth another try; the page says two minutes."""

IDLE_TOO_LONG = "25P03"
"""PostgreSQL ended a transaction that did nothing for too long; psycopg counts that among its internal errors."""


def failed(_request: HttpRequest) -> HttpResponse:
    """503 when the database cannot be reached or written, or did not answer within the limits of
    `explorer/database.py`; else 500. Django calls this while it handles the error."""
    if not _is_the_database(sys.exc_info()[1]):
        return HttpResponse(render_to_string("500.html"), status=500)
    answer = HttpResponse(render_to_string("503.html"), status=503)
    answer["Retry-After"] = str(WAIT)
    return answer


def _is_the_database(error: BaseException | None) -> bool:
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, InternalError) and getattr(error.__cause__, "sqlstate", "") == IDLE_TOO_LONG
