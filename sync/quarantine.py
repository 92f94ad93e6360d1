"""The quarantine in the admin: which records could not be used, why, and what to do; never what they said."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from profiles.admin.read_only import ReadOnlyAdmin
from profiles.models.region import WHOLE_COUNTRY, Region
from sync.models import Rejection
from sync.tasks import run_sync

Reason = Rejection.Reason
FIX_IN_SONAR = _("Laat het record in Sonar verbeteren. Het komt vanzelf met de volgende levering mee.")
ADVICE: dict[str, Any] = {
    Reason.UNKNOWN_CODE: _(
        "Is het een nieuwe code? Voeg haar toe aan de lijst en haal de records daarna opnieuw op."
    ),
    Reason.BAD_DATE: FIX_IN_SONAR,
    Reason.MISSING: FIX_IN_SONAR,
    Reason.BLANK: _("Niets: Sonar levert lege regels mee."),
}
OTHERWISE = _("Vraag de beheerder van Sonar wat er aan de levering is veranderd.")
MOST_GROUPS = 30


@dataclass(frozen=True)
class Group:
    """Records that were set aside for the same reason and field."""

    reason: str
    field: str
    records: int
    advice: Any


@admin.register(Rejection)
class RejectionAdmin(ReadOnlyAdmin):
    """Every record that a run could not use. The records themselves are not kept."""

    change_list_template = "admin/sync/rejection_list.html"
    list_display = ("reason", "field", "region", "in_target_group", "run")
    list_filter = ("reason", "field", "region", "in_target_group", "run")
    list_select_related = ("run",)
    ordering = ("-pk",)

    def get_urls(self) -> list[URLPattern]:
        again = path("ophalen/", self.admin_site.admin_view(require_POST(self.fetch_again)), name="sync_fetch_again")
        return [again, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rejection]:
        """Who is bound to regions sees what came in with these; what came in without one is the country's."""
        found = super().get_queryset(request)
        name = "sync.view_rejection"
        if request.user.has_perm(name, WHOLE_COUNTRY):
            return found
        own = [str(region.number) for region in Region.objects.all() if request.user.has_perm(name, region)]
        return found.filter(region__in=own)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_fetch = request.user.has_perm("sync.add_syncrun", WHOLE_COUNTRY)
        answer = super().changelist_view(request, {**(extra_context or {}), "may_fetch": may_fetch})
        if isinstance(answer, TemplateResponse) and answer.context_data and "cl" in answer.context_data:
            answer.context_data["groups"] = groups(answer.context_data["cl"].queryset)
        return answer

    def fetch_again(self, request: HttpRequest) -> HttpResponse:
        """Asks the workers for the parts of the feed in which records were set aside, once more."""
        if not request.user.has_perm("sync.add_syncrun", WHOLE_COUNTRY):
            raise PermissionDenied
        regions = parts()
        if regions:
            run_sync.delay(kind="part", regions=regions, by_hand=True)
        else:
            run_sync.delay(kind="full", by_hand=True)
        messages.success(request, _("De records worden opnieuw opgehaald. Wat nu te lezen is, komt op de site."))
        return redirect("admin:sync_syncrun_changelist")


def parts() -> list[str]:
    """The parts of the newest run that set records aside, in which it did; empty if that is not known of all."""
    newest = Rejection.objects.order_by("-run_id").first()
    regions = set(newest.run.rejections.values_list("region", flat=True)) if newest else {""}
    return [] if "" in regions else sorted(regions)


def groups(rejections: "QuerySet[Rejection]") -> list[Group]:
    """The most frequent reasons and fields among these, with what to do."""
    rows = rejections.order_by().values("reason", "field").annotate(records=Count("pk")).order_by("-records", "field")
    words = dict(Reason.choices)
    return [
        Group(
            str(words.get(row["reason"], row["reason"])),
            row["field"],
            row["records"],
            ADVICE.get(row["reason"], OTHERWISE),
        )
        for row in rows[:MOST_GROUPS]
    ]
