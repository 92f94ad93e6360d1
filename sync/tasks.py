"""Celery tasks: clock and arguments in, one call out."""

from celery import shared_task
from django.utils import timezone

from sync import run as runs
from sync.models import SyncRun
from sync.release import erase_old


@shared_task(name="sync.run")
def run_sync() -> None:
    """Starts a run and carries it out; does nothing when one is going on."""
    try:
        run = runs.start(at=timezone.now())
    except runs.AlreadyRunningError:
        return
    carry_out_run(run.pk)


@shared_task(name="sync.carry_out")
def carry_out_run(run_id: int) -> None:
    """Carries out a run that was started, from its cursor on."""
    runs.carry_out(run=SyncRun.objects.get(pk=run_id), clock=timezone.now)


@shared_task(name="sync.erase_old")
def erase_old_generations() -> None:
    """Takes away generations that no request uses any more."""
    erase_old(at=timezone.now())
