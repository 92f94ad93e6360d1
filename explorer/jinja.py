"""The Jinja2 environments of the hot pages, one for each language: long lists and what every page has around it."""

import re
from functools import lru_cache, partial
from typing import Any

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.formats import get_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from jinja2 import Environment, StrictUndefined, nodes
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer

INDENTATION = re.compile(r"\n\s+")


class FoldingEnvironment(Environment):
    """Works out at compile time what depends on the language alone, so that a page pays nothing for it."""

    def compile(self, source: Any, *rest: Any, **options: Any) -> Any:
        """As of Jinja2, with texts, addresses and icons already written in."""
        tree = self.parse(source, *rest[:2]) if isinstance(source, str) else source
        return super().compile(Folder(self).visit(tree), *rest, **options)


class Folder(NodeTransformer):
    """Puts the value in the place of each call of a folded function whose arguments are written in the template."""

    def __init__(self, environment: Environment) -> None:
        self.folded: dict[str, Any] = {name: environment.globals[name] for name in FOLDED}
        self.context = EvalContext(environment)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802 - as below
        """Without the indentation of the template, a third of the page; none of its parts keeps white space."""
        return nodes.TemplateData(INDENTATION.sub("\n", node.data), lineno=node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja2 finds it by this name
        self.generic_visit(node)
        call = self.folded.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if call is None or not all(isinstance(one, nodes.Const) for one in node.args) or node.kwargs:
            return node
        try:
            return nodes.Const(call(*(one.as_const(self.context) for one in node.args)), lineno=node.lineno)
        except NoReverseMatch:
            return node  # an address that this process does not have, in a branch that it does not take


def environment(*, language: str, **options: Any) -> Environment:
    """What Django's backend makes of the options of the settings, with what our templates may call.

    A name that is not there is an error, never an empty place on the page.
    """
    ours = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = FoldingEnvironment(**{**options, **ours})  # Django's options put autoescape on
    made.globals.update(_=partial(translated, language), static=static, url=reverse, icon=icon, state=state)
    made.globals.update(language=language, wordmark=wordmark)
    made.filters.update(number=partial(number, language), capfirst=capfirst)
    return made


FOLDED = ("_", "static", "url", "icon", "state")
"""Functions whose answer depends on their arguments and the language alone."""


def translated(language: str, text: str) -> str:
    """A text in a language."""
    with override(language):
        return gettext(text)


@lru_cache(maxsize=100)
def icon(name: str) -> SafeString:
    """One picture of `icons.svg`, the same as on the pages of Django's templates."""
    return _part("_icon.html", name=name)


@lru_cache(maxsize=10)
def state(kind: str) -> SafeString:
    """The sign of an answer to a criterion: met, unknown or unmet."""
    return _part("_state.html", kind=kind)


@lru_cache(maxsize=10)
def wordmark(name: str) -> SafeString:
    """The sign and the name of the service, which lead home."""
    return _part("_wordmark.html", name=name)


def _part(template: str, **values: str) -> SafeString:
    return mark_safe(render_to_string(template, values).strip())  # noqa: S308 - it escapes what it shows


def number(language: str, value: int) -> str:
    """A whole number as a language writes it."""
    return str(value) if -1000 < value < 1000 else f"{value:,}".replace(",", _separator(language))


@lru_cache(maxsize=10)
def _separator(language: str) -> str:
    return str(get_format("THOUSAND_SEPARATOR", language, use_l10n=True))
