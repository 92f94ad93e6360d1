"""The page for what went wrong here; made without database, session or request, for any of them may be the cause."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

WAIT = 120
"""Seconds after which a database that is full, locked or away is worth another try; the page says two minutes."""


def failed(_request: HttpRequest) -> HttpResponse:
    """503 when the database cannot be reached or written, else 500. Django calls this while it handles the error."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("500.html"), status=500)
    answer = HttpResponse(render_to_string("503.html"), status=503)
    answer["Retry-After"] = str(WAIT)
    return answer
