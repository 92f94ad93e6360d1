"""Pages whose inside is made by Jinja2, within the frame that Django's templates make for every page."""

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language


def framed(request: HttpRequest, template: str, *, title: str, **values: Any) -> HttpResponse:
    """A whole page; `values` go to the Jinja2 template, with what its parts need of the request.

    ADR 0026 says why there are two template languages.
    """
    ours = {
        "here": request.get_full_path(),
        "is_signed_in": request.user.is_authenticated,
        "sign_in_url": f"{reverse('sign_in')}?next={quote(request.get_full_path())}",
    }
    made = render_to_string(template, {**values, **ours}, request, using=f"jinja-{get_language()}")
    body = mark_safe(made)  # noqa: S308 - a template of ours that escapes what it shows
    return render(request, "explorer/framed.html", {**values, "title": title, "body": body})
