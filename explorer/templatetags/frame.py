"""Lets a Django template include a Jinja2 one: what stands around every page is made by the quicker of the two."""

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def jinja(context: RequestContext, name: str) -> SafeString:
    """A part of `templates/jinja/`, which knows of the request and of nothing else on the page."""
    made = render_to_string(name, {}, context.request, using=f"jinja-{get_language()}")
    return mark_safe(made)  # noqa: S308 - a template of ours that escapes what it shows
