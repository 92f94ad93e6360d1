"""Gives a form's field the choices that this person has."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]], *, required: bool = False) -> None:
    """The field must be a `ChoiceField`."""
    field = cast("forms.ChoiceField", form.fields[name])
    field.choices = list(choices)
    field.required = required
