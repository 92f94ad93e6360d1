"""Admin pages of sync runs and of records that could not be used."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from profiles.admin.read_only import ReadOnlyAdmin
from sync.models import Rejection, SyncRun
from sync.tasks import run_sync


@admin.register(SyncRun)
class SyncRunAdmin(ReadOnlyAdmin):
    """What each run read and did; operators can start one."""

    change_list_template = "admin/sync/run_list.html"
    list_display = (
        "id",
        "state",
        "started_at",
        "duration",
        "read",
        "applied",
        "unchanged",
        "quarantined",
        "stale",
        "withdrawn",
        "published",
    )
    list_filter = ("state",)
    date_hierarchy = "started_at"

    @admin.display(description=_("duur"))
    def duration(self, run: SyncRun) -> str:
        return str(run.finished_at - run.started_at).split(".")[0] if run.finished_at else "…"

    def get_urls(self) -> list[URLPattern]:
        start = path("starten/", self.admin_site.admin_view(require_POST(self.start_now)), name="sync_start")
        return [start, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_start = request.user.has_perm("sync.add_syncrun")
        return super().changelist_view(request, {**(extra_context or {}), "may_start": may_start})

    def start_now(self, request: HttpRequest) -> HttpResponse:
        """Asks the workers for a run."""
        if not request.user.has_perm("sync.add_syncrun"):
            raise PermissionDenied
        run_sync.delay(by_hand=True)
        messages.success(request, _("De synchronisatie is aangevraagd. Ververs deze pagina om hem te volgen."))
        return redirect("admin:sync_syncrun_changelist")


@admin.register(Rejection)
class RejectionAdmin(ReadOnlyAdmin):
    """Quarantine: why a record could not be used, never what it said."""

    list_display = ("run", "reason", "field", "in_target_group")
    list_filter = ("reason", "field", "in_target_group", "run")
