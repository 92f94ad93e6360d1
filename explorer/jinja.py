"""The Jinja2 environment of the search page, whose lists of filters and cards are too long for Django's templates."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """What Django's backend makes of the options of the settings, with what our templates may call.

    A name that is not there is an error, never an empty place on the page.
    """
    ours = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**{**options, **ours})  # noqa: S701 - Django's options put autoescape on
    made.globals.update(_=translated, static=static, url=reverse)
    made.filters.update(number=number, capfirst=capfirst)
    return made


def translated(text: str) -> str:
    """A text in the reader's language, looked up once for each."""
    return _translated(text, get_language())


@lru_cache(maxsize=1000)
def _translated(text: str, _language: str | None) -> str:
    return gettext(text)


def number(value: int) -> str:
    """A whole number as the reader's language writes it."""
    return str(value) if -1000 < value < 1000 else localize(value, use_l10n=True)
