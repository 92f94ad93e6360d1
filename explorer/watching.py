"""Watches every request from outside: gives it an id, measures it, and writes one line without its address."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from explorer.measures import REQUESTS

HEADER = "X-Request-ID"
FORM = re.compile(r"[0-9a-f-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
lines = logging.getLogger("explorer.requests")


def watched(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: everything else happens within its time."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        clear_contextvars()
        request_id = id_of(request)
        bind_contextvars(request_id=request_id)
        response = get_response(request)
        response[HEADER] = request_id
        seconds = time.perf_counter() - began
        view = view_of(request)
        REQUESTS.labels(view, f"{response.status_code // 100}xx").observe(seconds)
        if lines.isEnabledFor(logging.INFO):
            method = request.method if request.method in METHODS else "other"
            told = {"view": view, "method": method, "status": response.status_code, "ms": round(seconds * 1000, 1)}
            lines.info("Request.", extra=told)
        return response

    return answer


def id_of(request: HttpRequest) -> str:
    """A proxy's of our own, if it gave one; nobody else can write into the log."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXIES else ""
    return given if FORM.fullmatch(given) else secrets.token_hex(8)


def view_of(request: HttpRequest) -> str:
    """The name of the address, never what stands in it; "none" when no view was reached."""
    match = request.resolver_match
    return (match.view_name or match._func_path) if match else "none"
