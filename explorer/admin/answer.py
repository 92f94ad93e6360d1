"""The staff page "Antwoord": a question becomes a ready sentence, a table and a file."""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from explorer.admin.edition_forms import AnswerForm
from explorer.admin.figure_access import exported, only_regions, seen
from profiles.transparency.answer import Answer, Asked, answer
from profiles.transparency.render_csv import safe
from profiles.transparency.series import moments

Page = Callable[..., HttpResponse]
HEADER = ("kwartaal", "peildatum", "gebied", "vraag", "waarde", "methode", "editie", "sha256")


def answer_page(request: HttpRequest, page: Page) -> HttpResponse:
    """The form; with a question in the address also the answer, and with `bestand=csv` that as a file."""
    only = only_regions(request)
    form = AnswerForm(only, request.GET or None)
    context: dict[str, Any] = {"title": _("Antwoord"), "form": form}
    if not form.is_bound:
        return page(request, "answer", context)
    if not form.is_valid():
        return page(request, "answer", context, 400)
    found, about = _answer(form), f"{form.cleaned_data['figuur']}: {form.area().name}"
    if only and form.area().region is None and not form.area().code:
        raise PermissionDenied
    if request.GET.get("bestand") == "csv":
        exported(request, about, quarter=form.cleaned_data["tot"])
        return _file(found, form)
    seen(request, about, quarter=form.cleaned_data["tot"])
    return page(
        request, "answer", {**context, "answer": found, "csv_address": f"?{request.GET.urlencode()}&bestand=csv"}
    )


def _answer(form: AnswerForm) -> Answer:
    """Of a municipality in today's list, so that codes before a merger count; else as each quarter printed it."""
    chosen, area = form.cleaned_data, form.area()
    first = chosen["van"] or chosen["tot"]
    counted = [
        moment for moment in moments(comparable=bool(area.code)) if first <= str(moment.quarter) <= chosen["tot"]
    ]
    return answer(Asked(chosen["figuur"]), area, counted)


def _file(found: Answer, form: AnswerForm) -> HttpResponse:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(HEADER)
    for entry in found.entries:
        moment = entry.moment
        day = moment.quarter.last_day.isoformat()
        row = (str(moment.quarter), day, form.area().name, form.cleaned_data["figuur"], entry.value, moment.method)
        writer.writerow([safe(cell) if cell is not None else "" for cell in (*row, moment.edition, moment.checksum)])
    return HttpResponse(
        written.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="antwoord.csv"'},
    )
