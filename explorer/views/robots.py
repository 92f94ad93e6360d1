"""What machines read before they begin: rules for search engines, and where to report a weakness."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from explorer.robots import EXPLAINING

VALID_FOR = dt.timedelta(days=300)
"""RFC 9116 wants an end, less than a year ahead."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Closed, but for the pages that explain the site and the figures."""
    explaining = [reverse(name) for name in EXPLAINING if name != "home"]
    allowed = ["/$", *explaining, reverse("editions"), "/static/", reverse("sitemap")]
    lines = ["User-agent: *", "Disallow: /", *(f"Allow: {address}" for address in allowed)]
    text = "\n".join([*lines, "", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); there is no such page without a contact in the settings."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    end = (timezone.now() + VALID_FOR).replace(microsecond=0).astimezone(dt.UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {end:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
