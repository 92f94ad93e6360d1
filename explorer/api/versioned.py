"""What every answer of the API has: its version, and the word that no store may keep it."""

from typing import Any, ClassVar, NoReturn

from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from explorer.access import underlying
from explorer.api.rates import RATE, Rate

VERSION = "1.0.0"


class Versioned(APIView):
    """Answers say the full version; answers about people may not be kept by any store."""

    headers_of_all: ClassVar[dict[str, str]] = {"API-Version": VERSION, "Cache-Control": "no-store"}

    @property
    def default_response_headers(self) -> dict[str, str]:
        return {**super().default_response_headers, **self.headers_of_all}

    def finalize_response(self, request: Request, response: HttpResponse, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        rate: Rate | None = getattr(underlying(request), RATE, None)
        for name, value in (rate.headers if rate else {}).items():
            response[name] = value
        found = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type]
        if found.status_code >= 400:
            found["Cache-Control"] = "no-store"
        return found


class Public(Versioned):
    """Reference data, about nobody: open to all, from any site, and kept for an hour."""

    permission_classes = ()
    authentication_classes = ()
    headers_of_all: ClassVar[dict[str, str]] = {"API-Version": VERSION, "Cache-Control": "public, max-age=3600"}


@extend_schema(exclude=True)
class Unknown(Public):
    """Every other address below the API: a problem document, not a page."""

    headers_of_all: ClassVar[dict[str, str]] = {"API-Version": VERSION, "Cache-Control": "no-store"}

    def initial(self, request: Request, *_args: object, **_kwargs: object) -> NoReturn:  # noqa: ARG002 - the framework's name
        raise Http404
