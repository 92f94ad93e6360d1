"""Shows staff the counted quarters and, per quarter and region, the report as UWV prints it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from explorer.admin.figure_access import exported, only_regions, seen
from explorer.admin.report_form import ReportForm, area_in_words, in_words, title
from explorer.admin.visibility import beside
from profiles.admin.read_only import ReadOnlyAdmin
from profiles.models import QuarterCount
from profiles.transparency.definitions import DEFINITIONS, EXPLANATIONS
from profiles.transparency.formats import FORMATS
from profiles.transparency.lines import area_of
from profiles.transparency.report import Report

REPORT = "profiles_quartercount_report"
FILE = "profiles_quartercount_report_file"


@admin.register(QuarterCount)
class QuarterCountAdmin(ReadOnlyAdmin):
    """The counted quarters: to look at, never to change. A quarter leads to its report."""

    list_display = ("in_words", "method", "counted_at", "people", "quarantined")
    ordering = ("-quarter",)

    @admin.display(description=_("Kwartaal"), ordering="quarter")
    def in_words(self, count: QuarterCount) -> str:
        return in_words(count.as_quarter)

    @admin.display(description=_("Mensen in Sonar"), ordering="people")
    def people(self, count: Any) -> Any:
        return count.people

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The country's figures are not for who is bound to regions."""
        return self.list_display[:3] if only_regions(request) else self.list_display

    def get_queryset(self, *_: Any) -> QuerySet[QuarterCount]:
        return QuarterCount.objects.with_people()

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("report/", self.admin_site.admin_view(self.report), name=REPORT),
            path("report.<str:format>", self.admin_site.admin_view(self.report_file), name=FILE),
        ]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        """There is nothing to change: a quarter is looked at in its report."""
        self.allow(request)
        count = self.get_object(request, object_id)
        if count is None:
            raise Http404
        return redirect(_address(REPORT, kwartaal=count.quarter))

    def report(self, request: HttpRequest) -> HttpResponse:
        """The report of the chosen quarter and region; 400 when there is none for that choice."""
        self.allow(request)
        form = ReportForm(request.GET, only=only_regions(request))
        context = self.frame(request)
        if form.is_valid():
            report = form.cleaned_data["report"]
            seen(request, area_of(report), quarter=report.quarter)
            return _page(request, context | _about(report) | beside(report), form)
        status = 400 if form.newest else 200
        return _page(request, context | {"title": _("Transparantie van klantprofielen")}, form, status)

    def report_file(self, request: HttpRequest, format: str) -> HttpResponse:  # noqa: A002
        """The same report as a file; a choice that does not exist is explained on the page."""
        self.allow(request)
        if format not in FORMATS:
            raise Http404
        form = ReportForm(request.GET, only=only_regions(request))
        if not form.is_valid():
            return redirect(_address(REPORT, **request.GET.dict()))
        report: Report = form.cleaned_data["report"]
        kind = FORMATS[format]
        exported(request, kind.file_name(report), quarter=report.quarter)
        return HttpResponse(
            kind.render(report),
            content_type=kind.media_type,
            headers={"Content-Disposition": f'attachment; filename="{kind.file_name(report)}"'},
        )


def _page(request: HttpRequest, context: dict[str, Any], form: ReportForm, status: int = 200) -> HttpResponse:
    return TemplateResponse(request, "admin/transparency/report.html", {**context, "form": form}, status=status)


def _about(report: Report) -> dict[str, Any]:
    """What the page prints of a report."""
    region = "" if report.national else report.regions[0].number
    return {
        "title": title(report),
        "report": report,
        "area": area_in_words(report),
        "method": QuarterCount.Method(report.method).label,
        "explanations": EXPLANATIONS,
        "definitions": DEFINITIONS,
        "files": [
            (kind.label, _address(FILE, kind.name, kwartaal=report.quarter, regio=region))
            for kind in FORMATS.values()
        ],
    }


def _address(name: str, *parts: str, **chosen: Any) -> str:
    return f"{reverse(f'admin:{name}', args=parts)}?{urlencode(chosen)}"
