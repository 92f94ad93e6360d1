"""Admin pages of sync runs; that of records that could not be used is in `quarantine`."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from profiles.admin.read_only import ReadOnlyAdmin
from profiles.models.region import WHOLE_COUNTRY
from sync.models import Shard, SyncRun
from sync.quarantine import RejectionAdmin
from sync.run_views import choices, data_age, run_urls

__all__ = ["RejectionAdmin", "SyncRunAdmin"]


class ShardInline(admin.TabularInline[Shard, SyncRun] if TYPE_CHECKING else admin.TabularInline):  # type: ignore[misc]
    """The parts of a run, each with its own cursor."""

    model = Shard
    extra = 0
    can_delete = False
    fields = readonly_fields = ("region", "state", "total", "read", "applied", "unchanged", "quarantined", "stale")


@admin.register(SyncRun)
class SyncRunAdmin(ReadOnlyAdmin):
    """What each run read and did; operators start one, take one up again, or decide about one that was stopped."""

    change_list_template = "admin/sync/run_list.html"
    change_form_template = "admin/sync/run.html"
    list_display = (
        "id",
        "kind",
        "state",
        "started_at",
        "progress",
        "duration",
        "rate",
        "read",
        "applied",
        "unchanged",
        "quarantined",
        "stale",
        "withdrawn",
        "published",
    )
    list_filter = ("state", "kind")
    date_hierarchy = "started_at"
    inlines = [ShardInline]

    @admin.display(description=_("voortgang"))
    def progress(self, run: SyncRun) -> str:
        return format_html('<progress max="100" value="{0}">{0}%</progress>', run.percent)

    @admin.display(description=_("duur"))
    def duration(self, run: SyncRun) -> str:
        return str(run.took(timezone.now())).split(".")[0]

    @admin.display(description=_("records per seconde"))
    def rate(self, run: SyncRun) -> int:
        return run.rate(timezone.now())

    def get_urls(self) -> list[URLPattern]:
        return [*run_urls(self.admin_site), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_start = request.user.has_perm("sync.add_syncrun", WHOLE_COUNTRY)
        shown = {"may_start": may_start, "data": data_age(timezone.now())}
        return super().changelist_view(request, {**(extra_context or {}), **shown})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        run = SyncRun.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        shown = choices(run, request) if run else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})
