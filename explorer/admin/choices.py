"""Gives a form's field the choices that this person has, also when those are many."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """A list of hundreds, written in one go: Django renders a template for each choice."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Without groups of choices."""
        chosen = "" if value is None else str(value)
        mark = {True: flatatt({"selected": True}), False: ""}
        options = ((code, mark[str(code) == chosen], label) for code, label in self.choices)
        written = format_html_join("\n", '<option value="{}"{}>{}</option>', options)
        return format_html("<select{}>{}</select>", flatatt(self.build_attrs({"name": name}, attrs)), written)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]], *, required: bool = False) -> None:
    """The field must be a `ChoiceField`."""
    field = cast("forms.ChoiceField", form.fields[name])
    field.choices = list(choices)
    field.required = required
