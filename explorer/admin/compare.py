"""The staff page that puts two quarters of a region or the country beside each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from explorer.admin.edition_forms import CompareForm
from explorer.admin.figure_access import hold_to_regions, only_regions, seen
from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.past import carried
from profiles.transparency.report import Report

Page = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Compared:
    """One municipality, or the whole area, in both quarters."""

    name: str
    before: Counts
    after: Counts

    @property
    def change(self) -> int:
        return self.after.total - self.before.total

    @property
    def points(self) -> int | None:
        """Percentage points of profile share; None where nobody was."""
        if self.before.share is None or self.after.share is None:
            return None
        return self.after.share - self.before.share


def compare_page(request: HttpRequest, page: Page) -> HttpResponse:
    """Both quarters in the municipalities and regions of the later one."""
    form = CompareForm(only_regions(request), request.GET or None)
    context: dict[str, Any] = {"title": _("Vergelijken"), "form": form}
    if not form.is_bound:
        return page(request, "compare", context)
    if not form.is_valid():
        return page(request, "compare", context, 400)
    region = int(form.cleaned_data["regio"]) if form.cleaned_data["regio"] else None
    hold_to_regions(request, region)
    found = compared(form.cleaned_data["report"], Quarter.parse(form.cleaned_data["van"]), region)
    seen(request, f"vergelijking met {form.cleaned_data['van']}", quarter=form.cleaned_data["tot"])
    return page(request, "compare", {**context, "rows": found[:-1], "total": found[-1], "chosen": form.cleaned_data})


def compared(report: Report, before: Quarter, region: int | None) -> list[Compared]:
    """Per municipality of a region, or per region of the country; last the sum."""
    listed = {row.code for figures in report.regions for row in figures.rows}
    (earlier,) = carried([before], listed, report.quarter)
    if region is not None:
        part = report.of_region(region).regions[0]
        rows = [Compared(row.name, earlier.of([row.code]), row.counts) for row in part.rows]
        return [*rows, Compared(part.name, earlier.of(row.code for row in part.rows), part.total)]
    rows = [
        Compared(f"{figures.number} {figures.name}", earlier.of(row.code for row in figures.rows), figures.total)
        for figures in report.regions
    ]
    unplaced = Compared(_("gemeente onbekend"), earlier.unplaced, report.unplaced)
    return [*rows, unplaced, Compared(_("Nederland"), earlier.total, report.total)]
