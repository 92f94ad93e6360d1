"""What holds for every answer, whoever made it: headers, and a bound on how much anyone may send."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Django's own middleware leaves some of these off what others answer before it: a strange host, a static file."""


def guarded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. A body is refused by its announced length before anyone reads it: the site takes no files, and both
    Django (files) and the API (JSON) would read on without end. Without that announcement nothing is read at all."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = _too_much() if length_of(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE else get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def length_of(request: HttpRequest) -> int:
    """The announced length of the body in bytes; what is no number is none."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def _too_much() -> HttpResponse:
    words = _("Dit is te veel. Stuur minder tegelijk.")
    return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
