"""What staff can do with a run in the admin: thin views around `sync/decisions.py` and the tasks."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from profiles.models import Progress
from profiles.models.region import WHOLE_COUNTRY
from sync.decisions import NotPossibleError, approve, refuse, retry
from sync.models import SyncRun
from sync.models.approval import NEEDED
from sync.run import AlreadyRunningError
from sync.tasks import call_workers, run_sync

RUNS = "admin:sync_syncrun_changelist"
Decision = Callable[[HttpRequest, SyncRun], None]


def run_urls(site: AdminSite) -> list[URLPattern]:
    """The addresses of what can be decided, each by POST only."""

    def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return site.admin_view(require_POST(view))

    return [
        path("starten/", guarded(start_now), name="sync_start"),
        path("<int:pk>/goedkeuren/", guarded(_decision("approve_syncrun", _approve)), name="sync_approve"),
        path("<int:pk>/weigeren/", guarded(_decision("approve_syncrun", _refuse)), name="sync_refuse"),
        path("<int:pk>/opnieuw/", guarded(_decision("add_syncrun", _retry)), name="sync_retry"),
    ]


def start_now(request: HttpRequest) -> HttpResponse:
    """Asks the workers for a run: of changes, or of everything."""
    if not request.user.has_perm("sync.add_syncrun", WHOLE_COUNTRY):
        raise PermissionDenied
    run_sync.delay(kind="full" if request.POST.get("kind") == "full" else "delta", by_hand=True)
    messages.success(request, _("De synchronisatie is aangevraagd. Ververs deze pagina om hem te volgen."))
    return redirect(RUNS)


def _decision(permission: str, decide: Decision) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(f"sync.{permission}", WHOLE_COUNTRY):
            raise PermissionDenied
        try:
            decide(request, get_object_or_404(SyncRun, pk=pk))
        except NotPossibleError:
            messages.error(
                request, _("Deze synchronisatie is intussen veranderd. Kijk eerst hoe hij er nu voor staat.")
            )
        except AlreadyRunningError:
            messages.error(request, _("Er loopt al een synchronisatie. Wacht tot die klaar is."))
        return redirect("admin:sync_syncrun_change", pk)

    return view


def _approve(request: HttpRequest, run: SyncRun) -> None:
    if approve(run=run, actor=request.user.get_username(), at=timezone.now()):
        call_workers(run=run)
        messages.success(request, _("Twee mensen zijn het eens. De synchronisatie gaat verder."))
    else:
        messages.success(request, _("Uw goedkeuring is bewaard. Iemand anders moet het ook goedkeuren."))


def _refuse(request: HttpRequest, run: SyncRun) -> None:
    refuse(run=run, actor=request.user.get_username(), at=timezone.now())
    messages.success(request, _("De synchronisatie is gestopt. Er is niemand verborgen."))


def _retry(request: HttpRequest, run: SyncRun) -> None:
    retry(run=run, at=timezone.now())
    call_workers(run=run)
    messages.success(request, _("De synchronisatie gaat verder waar hij was gebleven."))


def choices(run: SyncRun, request: HttpRequest) -> dict[str, Any]:
    """What this person can decide about a run now, and who approved it already."""
    waits, failed = run.state == SyncRun.State.WAITING, run.state == SyncRun.State.FAILED
    approved_by = list(run.approvals.order_by("pk").values_list("actor", flat=True))
    may_run = request.user.has_perm("sync.add_syncrun", WHOLE_COUNTRY)
    may_approve = waits and request.user.has_perm("sync.approve_syncrun", WHOLE_COUNTRY)
    return {
        "run": run,
        "may_approve": may_approve and request.user.get_username() not in approved_by,
        "may_refuse": may_approve,
        "may_retry": failed and run.kind != SyncRun.Kind.FILE and may_run,
        "approved_by": ", ".join(approved_by),
        "needed": NEEDED,
    }


def data_age(at: dt.datetime) -> dict[str, Any]:
    """Since when the shown data are complete, whether that is long ago, and whether a run waits for people."""
    progress = Progress.objects.filter(pk=1).first()
    complete_at = progress.complete_at if progress else None
    return {
        "complete_at": complete_at,
        "is_old": complete_at is not None and at - complete_at > settings.DATA_OLD_AFTER,
        "waiting": SyncRun.objects.filter(state=SyncRun.State.WAITING).first(),
    }
