"""Lists of what a member keeps: filtered, a page at a time, with links to the pages around it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from explorer.api.problems import Refused

AT_ONCE = 20
MOST_TOLD = 10
PAGE = OpenApiParameter("pagina", int, description="Number of the page, from 1.")
Row = TypeVar("Row", bound=Model)


class ListForm(forms.Form):
    """Adds the page, and refuses what it does not know."""

    pagina = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def clean(self) -> dict[str, Any]:
        for key in [key for key in self.data if key not in self.fields][:MOST_TOLD]:
            self.add_error(None, _("“%(key)s” is geen filter.") % {"key": key[:40]})
        return self.cleaned_data


class ListFilterSet(django_filters.FilterSet):
    """What every list may be filtered by; each list adds its own."""

    class Meta:
        form = ListForm

    def filter_queryset(self, rows: Any) -> Any:
        for name, one in self.filters.items():
            rows = one.filter(rows, self.form.cleaned_data[name])
        return rows


def true_or_false(field: str = "", **more: Any) -> django_filters.TypedChoiceFilter:
    """A filter that refuses everything but `true` and `false`; django-filter's own takes the rest for no choice."""
    choices = [("true", "true"), ("false", "false")]
    return django_filters.TypedChoiceFilter(field, choices=choices, coerce=lambda text: text == "true", **more)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list."""

    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int
    links: Mapping[str, Mapping[str, str]]

    def shaped(self, name: str, shape: Callable[[Row], Any]) -> dict[str, Any]:
        """As it is answered: the rows under a name."""
        told = {"totaal": self.total, "pagina": self.number, "paginas": self.pages}
        return {name: [shape(row) for row in self.rows], **told, "_links": self.links}


def page_of(request: Request, filters: type[ListFilterSet], rows: "QuerySet[Row]") -> Page[Row]:
    """The page that the address asks for.

    Raises:
        Refused: a filter is not valid, or there is no such page.
    """
    found = filters(request.query_params, queryset=rows)
    if not found.form.is_valid():
        raise Refused(reasons(found.form))
    number = found.form.cleaned_data["pagina"] or 1
    pages = Paginator(found.qs, AT_ONCE)
    if number > pages.num_pages:
        text = _("Pagina %(page)d bestaat niet: de laatste is pagina %(pages)d.")
        raise Refused((text % {"page": number, "pages": pages.num_pages},))
    page = pages.page(number)
    return Page(
        tuple(page.object_list), pages.count, number, pages.num_pages, _links(request, number, pages.num_pages)
    )


def reasons(form: forms.BaseForm, names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Every reason why a form is not valid, under the names of the API."""
    named = (((names or {}).get(key, key), texts) for key, texts in form.errors.items())
    return tuple(f"{key}: {text}" if key != "__all__" else str(text) for key, texts in named for text in texts)


def _links(request: Request, number: int, pages: int) -> dict[str, dict[str, str]]:
    numbers = {"self": number, "first": 1, "last": pages}
    numbers |= {"prev": number - 1} if number > 1 else {}
    numbers |= {"next": number + 1} if number < pages else {}
    asked = [(key, value) for key, values in _lists(request) for value in values if key != "pagina"]
    return {name: {"href": f"{request.path}?{urlencode([*asked, ('pagina', one)])}"} for name, one in numbers.items()}


def _lists(request: Request) -> Iterable[tuple[str, list[str]]]:
    return request.query_params.lists()
