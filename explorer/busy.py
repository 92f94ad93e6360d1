"""Turns away who waited too long for a thread, so that under any load whoever is served is served in time.

A queue without a bound helps nobody: at twice what a server can do, each answer soon comes a minute late, and its
reader is gone. Here the wait is bounded, and who is over it costs next to nothing, so the others get all there is.
"""

from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from explorer.api.problems import problem
from explorer.measures import TURNED_AWAY
from explorer.server_worker import CAME_AT

FOR_MACHINES = frozenset({"/healthz", "/readyz", "/metrics"})
"""A server that is busy is not dead: who watches it must see that."""
AGAIN_AFTER = 10
"""Seconds after which another try makes sense."""


def shed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before everything that asks the database: a request that waited too long is not begun."""

    def answer(request: HttpRequest) -> HttpResponse:
        if waited() <= settings.BUSY_AFTER_SECONDS or request.path_info in FOR_MACHINES:
            return get_response(request)
        TURNED_AWAY.inc()
        response = _told(request)
        response["Retry-After"] = str(AGAIN_AFTER)
        response["Cache-Control"] = "no-store"
        return response

    return answer


def waited() -> float:
    """Seconds between the arrival of the request and now."""
    came_at = CAME_AT.get()
    return 0.0 if came_at is None else monotonic() - came_at


def _told(request: HttpRequest) -> HttpResponse:
    language = get_language_from_request(request)
    if request.path_info.startswith("/api/"):
        with override(language):
            words = _("Het is nu te druk. Er is niets gedaan. Probeer het over tien seconden opnieuw.")
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, words)
    return HttpResponse(_page(language), status=HTTPStatus.SERVICE_UNAVAILABLE)


@lru_cache
def _page(language: str) -> str:
    with override(language):
        return render_to_string("busy.html")
