"""The staff page "Vindbaarheid": who is found, what open fields cost, and what to fill in first."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from explorer.admin.figure_access import only_regions
from explorer.admin.findability_form import RegionForm
from explorer.card_words import label_of
from explorer.contact.learning import by_quarter, by_region, doubts, quarter_of
from explorer.findability import Findability, Found, Numbers, OpenField, asked_fields, findability, never_shown
from explorer.search.find import NotReadyError
from explorer.work_list import WorkRow, work_list
from profiles.admin.read_only import ReadOnlyAdmin
from profiles.models import EmptyFieldCount
from profiles.models.work_list import FIELDS
from profiles.vocabularies import reference

ROWS_OF_COUNTRY = 25


@dataclass(frozen=True)
class Bar:
    """A field with its number and how long its bar is, in percent of the longest."""

    label: str
    searches: int
    people: int
    percent: int


@dataclass(frozen=True)
class SearchLine:
    """One typical search in the chosen area; the percentages are of the area's people."""

    name: str
    query: str
    numbers: Numbers
    certain_percent: float
    possible_percent: float


@dataclass(frozen=True)
class WorkLine:
    """One row of the work list in words; `cells` follow the order of the bars."""

    place: str
    party: str
    records: int
    first: str
    cells: tuple[int, ...]


@admin.register(EmptyFieldCount)
class FindabilityAdmin(ReadOnlyAdmin):
    """One page instead of a list of rows."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        self.allow(request)
        only = only_regions(request)
        form = RegionForm(request.GET, only=only)
        context = {
            **self.frame(request),
            "title": _("Vindbaarheid"),
            "form": form,
            "shows_country": not only,
            "counted_at": EmptyFieldCount.objects.counted_at(),
        }
        if form.is_valid():
            context |= _figures(form.cleaned_data["regio"]) | _contact(form.cleaned_data["regio"])
        return render(request, "admin/findability/page.html", context, status=200 if form.is_valid() else 400)

    def change_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """There is no more to a count than its place in the page."""
        return redirect("admin:profiles_emptyfieldcount_changelist")


def _figures(area: str) -> dict[str, Any]:
    """Everything that is counted, for the country (""), a region, or the people whose region is not known ("0")."""
    at = timezone.now()
    try:
        counted = findability(at=at)
    except NotReadyError:
        return {"counted": None}
    fields = [one for one in counted.fields if one.field in FIELDS]
    region = int(area) if area else None
    never = (
        counted.never_shown if region is None else never_shown(generation=counted.generation, at=at, region=region)
    )
    rows = [] if area == "0" else work_list(region=region, asked=asked_fields())
    return {
        "counted": counted,
        "never": never,
        "log_is_short": never.log_is_short,
        "bars": bars(counted.fields),
        "searches": [_search_line(found, area) for found in counted.searches],
        "people": _people(counted, area),
        "work_fields": [label_of(one.field) for one in fields],
        "work": [_work_line(row, fields) for row in (rows if area else rows[:ROWS_OF_COUNTRY])],
        "left_out": 0 if area else max(0, len(rows) - ROWS_OF_COUNTRY),
    }


def _contact(area: str) -> dict[str, Any]:
    """What became of contact requests, and which fields advisers found wrong."""
    at, region = timezone.now(), int(area) if area else None
    regions = [] if area else by_region(quarter=str(quarter_of(at)), at=at)
    names = {str(number): name for number, name in reference().regions.items()}
    return {
        "quarters": by_quarter(region=region, at=at),
        "quarter": str(quarter_of(at)),
        "regions": [replace(one, label=names.get(one.label, _("regio onbekend"))) for one in regions],
        "doubts": [(label_of(field), number) for field, number in doubts(region=region).items()],
    }


def bars(fields: tuple[OpenField, ...]) -> list[Bar]:
    """The longest is a hundred percent; whatever is more than nothing can be seen."""
    most = max((one.people for one in fields), default=0) or 1
    return [Bar(label_of(one.field), one.searches, one.people, -(-100 * one.people // most)) for one in fields]


def _search_line(found: Found, area: str) -> SearchLine:
    numbers = _numbers(found, area)
    people = (numbers.certain + numbers.possible + numbers.excluded) or 1
    return SearchLine(
        name=str(found.search.name),
        query=found.search.query,
        numbers=numbers,
        certain_percent=round(100 * numbers.certain / people, 2),
        possible_percent=round(100 * numbers.possible / people, 2),
    )


def _numbers(found: Found, area: str) -> Numbers:
    if not area:
        return found.total
    return found.regions[int(area)] if int(area) else found.elsewhere


def _people(counted: Findability, area: str) -> int:
    numbers = _numbers(counted.searches[0], area)
    return numbers.certain + numbers.possible + numbers.excluded


def _work_line(row: WorkRow, fields: list[OpenField]) -> WorkLine:
    empty = {one.field: one.number for one in row.fields}
    town = reference().towns.get(row.municipality)
    return WorkLine(
        place=town.name if town else _("gemeente onbekend"),
        party=_("gemeente") if row.party == "GEM" else "UWV",
        records=row.records,
        first=label_of(row.fields[0].field) if row.cost else _("alles is ingevuld"),
        cells=tuple(empty[one.field] for one in fields),
    )
