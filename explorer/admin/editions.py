"""Editions in the admin: every quarter and region at a glance, and the way of one edition to publication."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from explorer.admin.answer import answer_page
from explorer.admin.compare import compare_page
from explorer.admin.edition_actions import act
from explorer.admin.edition_forms import CheckForm, CorrectionForm, OverviewForm
from explorer.admin.figure_access import hold_to_regions, only_regions, seen
from explorer.admin.report_form import in_words
from profiles.admin.read_only import ReadOnlyAdmin
from profiles.models import Edition, FigureEvent
from profiles.transparency.overview import Measure, rows
from profiles.transparency.publishing import expected_files
from profiles.transparency.series import moments
from profiles.vocabularies import reference

SHOWN = 8
"""So many quarters fit beside each other; more when asked."""


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """One overview instead of a list, and one page per edition with what can be done now."""

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        own = [
            path("antwoord/", site.admin_view(self.answer), name="figures_answer"),
            path("vergelijken/", site.admin_view(self.compare), name="figures_compare"),
        ]
        do = path("<int:pk>/<str:action>/", site.admin_view(self.do), name="figures_do")
        *of_django, any_other = super().get_urls()
        return [*own, *of_django, do, any_other]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Quarters and regions as a table with a figure, a shade and an arrow in each cell."""
        self.allow(request)
        form = OverviewForm({"maat": Measure.SHARE.value, **request.GET.dict()})
        context = {"title": _("Transparantie: overzicht"), "form": form}
        if form.is_valid():
            context |= self._overview(request, form.cleaned_data)
        seen(request, "overzicht")
        return self._page(request, "overview", context, status=200 if form.is_valid() else 400)

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        """How far an edition is and what can be done with it now; it is about the whole country."""
        self.allow(request)
        hold_to_regions(request, None)
        edition = self.get_object(request, object_id)
        if edition is None:
            raise Http404
        return self._page(request, "edition", _about(request, edition))

    def do(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        """Something that changes an edition, by POST; each action asks its own permission."""
        self.allow(request)
        return act(request, pk, action)

    def answer(self, request: HttpRequest) -> HttpResponse:
        self.allow(request)
        return answer_page(request, self._page)

    def compare(self, request: HttpRequest) -> HttpResponse:
        self.allow(request)
        return compare_page(request, self._page)

    def _overview(self, request: HttpRequest, chosen: dict[str, Any]) -> dict[str, Any]:
        only = only_regions(request)
        found = moments(comparable=chosen["indeling"] == "nu")
        shown = found if chosen["alles"] else found[-SHOWN:]
        names = {number: name for number, name in reference().served_regions.items() if not only or number in only}
        table = rows(shown, names, Measure(chosen["maat"]))
        newest = {edition.quarter: edition for edition in Edition.objects.without_content().order_by("number")}
        return {
            "quarters": [(moment, newest.get(str(moment.quarter))) for moment in shown],
            "rows": table[1:] if only else table,
            "leads_to_editions": not only,
            "is_percentage": chosen["maat"] != Measure.TOTAL,
            "left_out": len(found) - len(shown),
        }

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        return TemplateResponse(request, f"admin/editions/{name}.html", self.frame(request) | context, status=status)


@admin.register(FigureEvent)
class FigureEventAdmin(ReadOnlyAdmin):
    """Who looked at figures, took them along, or decided about them."""

    list_display = ("at", "actor", "action", "quarter", "about")
    list_filter = ("action", "quarter")
    search_fields = ("actor",)
    ordering = ("-at",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is about the whole country, so not for who is bound to regions."""
        return super().has_view_permission(request, obj) and not only_regions(request)


def _about(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """The edition, its way so far, and the forms of what may be done now."""
    may_prepare = request.user.has_perm("profiles.add_edition")
    may_approve = request.user.has_perm("profiles.approve_edition")
    newest = not Edition.objects.filter(quarter=edition.quarter, number__gt=edition.number).exists()
    stage = Edition.State
    return {
        "title": _("%(quarter)s, editie %(number)s")
        % {"quarter": in_words(edition.as_quarter), "number": edition.number},
        "edition": edition,
        "report_address": f"{reverse('admin:profiles_quartercount_report')}?kwartaal={edition.quarter}",
        "check_form": CheckForm() if may_prepare and edition.state == stage.DRAFT else None,
        "may_recount": may_prepare and edition.state == stage.DRAFT and edition.number == 1,
        "may_approve": may_approve and edition.state == stage.DRAFT and bool(edition.checked_by),
        "is_second": request.user.get_username() != edition.checked_by,
        "may_publish": may_approve and edition.state == stage.APPROVED,
        "files_made": edition.files.count(),
        "files_expected": expected_files(edition),
        "correction_form": _correction_form(edition)
        if may_prepare and newest and edition.state != stage.APPROVED
        else None,
        "corrections": edition.corrections.order_by("entered_at"),
        "events": FigureEvent.objects.filter(quarter=edition.quarter).exclude(action="view").order_by("-at")[:20],
    }


def _correction_form(edition: Edition) -> CorrectionForm | None:
    """Only what is published can be corrected; a first draft is counted again instead."""
    first_draft = edition.number == 1 and edition.state != Edition.State.PUBLISHED
    return None if first_draft else CorrectionForm(edition.as_quarter)
