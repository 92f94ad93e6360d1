"""Admin pages of the audit log, for auditors: searching it, alarms, and the report for a person concerned.

Every look at the log is itself logged before it is answered.
"""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from explorer.access import VISITOR
from explorer.acting import membership_of
from explorer.admin.audit_form import AuditForm
from profiles import audit
from profiles.admin.read_only import ReadOnlyAdmin
from profiles.audit import Viewer
from profiles.audit.lookup import looks_at
from profiles.audit.report import report_on
from profiles.models import Alarm, AuditAction, AuditEvent, AuditPending, AuditSeal, Origin, Purpose

PAGE_SIZE = 50
ALARMS_SHOWN = 10


class AuditorsAdmin(ReadOnlyAdmin):
    """A page that may be looked at by auditors, and whose every look is logged."""

    def log_look(
        self, request: HttpRequest, *, action: AuditAction, people: tuple[str, ...] = (), about: str = ""
    ) -> None:
        """Raises PermissionDenied for others, and the database's error when the look cannot be logged."""
        self.allow(request)
        audit.record(viewer=_auditor(request), action=action, people=people, at=timezone.now(), about=about)


@admin.register(AuditEvent)
class AuditEventAdmin(AuditorsAdmin):
    """Who saw whom. Searched by POST; the newest events without a question."""

    def get_urls(self) -> list[URLPattern]:
        report = require_POST(self.admin_site.admin_view(self.report_view))
        return [path("rapport/", report, name="audit_report"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        form = AuditForm(request.POST)
        if not form.is_valid():
            return self._refused(request, form)
        people = form.cleaned_data["people"]
        self.log_look(request, action=AuditAction.LOG_SEARCH, people=people, about=form.asked_by())
        pages = Paginator(form.events().select_related("seal"), PAGE_SIZE)
        return self._page(request, form, pages.get_page(request.POST.get("page")))

    def change_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """There is no more to an event than its line."""
        return redirect("admin:profiles_auditevent_changelist")

    def report_view(self, request: HttpRequest) -> HttpResponse:
        """The report for the person concerned, in Dutch, to print."""
        form = AuditForm(request.POST)
        if form.is_valid() and not form.cleaned_data["people"]:
            text = _("Een rapport gaat over één persoon. Vul een profielnummer in, of een nummer in Sonar.")
            form.add_error("reference", text)
        if not form.is_valid():
            return self._refused(request, form)
        people = form.cleaned_data["people"]
        self.log_look(request, action=AuditAction.LOG_REPORT, people=people)
        with override("nl"):
            report = report_on(looks_at(people), visitor=VISITOR, at=timezone.now(), months=settings.AUDIT_MONTHS)
            return render(request, "admin/audit/report.html", {"report": report})

    def _refused(self, request: HttpRequest, form: AuditForm) -> HttpResponse:
        self.log_look(request, action=AuditAction.LOG_SEARCH, about="niet te beantwoorden")
        return self._page(request, form, None, status=400)

    def _page(
        self, request: HttpRequest, form: AuditForm, found: Page[AuditEvent] | None, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.frame(request),
            "title": capfirst(self.opts.verbose_name_plural),
            "form": form,
            "found": found,
            "alarms": Alarm.objects.order_by("-raised_at")[:ALARMS_SHOWN],
            "sealed": AuditSeal.objects.last_number(),
            "waiting": AuditPending.objects.count(),
        }
        return render(request, "admin/audit/search.html", context, status=status)


@admin.register(Alarm)
class AlarmAdmin(AuditorsAdmin):
    """Alarms about how the site is used."""

    list_display = ("raised_at", "kind", "actor", "organisation", "role", "profiles")
    list_filter = ("kind",)
    ordering = ("-raised_at",)
    list_display_links = None

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        self.log_look(request, action=AuditAction.LOG_SEARCH, about="alarmen")
        return super().changelist_view(request, extra_context)

    def change_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """There is no more to an alarm than its line."""
        return redirect("admin:profiles_alarm_changelist")


def _auditor(request: HttpRequest) -> Viewer:
    membership = membership_of(request)
    return Viewer(
        key=f"o:{membership.organisation_id}" if membership else "",
        actor=request.user.get_username(),
        organisation=membership.organisation.name if membership else "",
        role=membership.role if membership else "superuser",
        origin=Origin.ADMIN,
        purpose=Purpose.OVERSIGHT,
    )
