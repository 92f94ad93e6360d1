"""Pages whose inside is made by Jinja2, within the frame that Django's templates make for every page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language


def framed(request: HttpRequest, template: str, *, title: str, **values: Any) -> HttpResponse:
    """A whole page; `values` go to the Jinja2 template. ADR 0026 says why there are two template languages."""
    made = render_to_string(template, values, request, using=f"jinja-{get_language()}")
    body = mark_safe(made)  # noqa: S308 - a template of ours that escapes what it shows
    return render(request, "explorer/framed.html", {**values, "title": title, "body": body})
