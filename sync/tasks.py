"""Celery tasks: clock and arguments in, one call out. A message is a hint that there is work, no more."""

import logging
from collections.abc import Sequence

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from profiles.quarters import Quarter
from sync import run as runs
from sync.census import recount
from sync.erasure import erase_withdrawn
from sync.lease import LostLeaseError
from sync.models import SyncRun
from sync.release import erase_old, release_if_wanted
from sync.sweep import unattended

logger = logging.getLogger(__name__)


@shared_task(name="sync.run")
def run_sync(kind: str = SyncRun.Kind.FULL, *, by_hand: bool = False, regions: Sequence[str] = ()) -> None:
    """Starts a run, calls the other workers to it and works at it; does nothing when one is going on."""
    try:
        run = runs.start(at=timezone.now(), kind=kind, by_hand=by_hand, regions=regions)
    except runs.AlreadyRunningError:
        return
    call_workers(run=run, number=run.shards.count() - 1)
    carry_out_run(run.pk)


@shared_task(name="sync.carry_out")
def carry_out_run(run_id: int) -> None:
    """Works at a run for as long as there is work: reads shard after shard, and ends it if nobody else does."""
    try:
        runs.carry_out(run=SyncRun.objects.get(pk=run_id), clock=timezone.now)
    except LostLeaseError:
        logger.info("Run %s goes on elsewhere.", run_id)


@shared_task(name="sync.sweep")
def sweep() -> None:
    """Goes on with a run that nobody works at any more."""
    run = unattended(at=timezone.now())
    if run is not None:
        carry_out_run(run.pk)


@shared_task(name="sync.release")
def release_withdrawals() -> None:
    """Releases anew when somebody withdrew since the last release."""
    release_if_wanted(k=settings.ANONYMITY_K, clock=timezone.now)


@shared_task(name="sync.erase_old")
def erase_old_generations() -> None:
    """Takes away generations that no request uses any more, and what is left of people who withdrew."""
    erase_old(at=timezone.now())
    erase_withdrawn()


@shared_task(name="sync.recount")
def recount_quarter(quarter: str, by: str) -> None:
    """Counts a quarter anew for staff who asked for it, as long as its edition is not approved."""
    with runs.sonar_client() as client:
        recount(quarter=Quarter.parse(quarter), by=by, at=timezone.now(), registers=client.register)


def call_workers(*, run: SyncRun, number: int = 1) -> None:
    """Asks as many workers as are free to take part; without a broker the sweeper does what is left."""
    try:
        for _ in range(number):
            carry_out_run.apply_async((run.pk,), retry=False)
    except OperationalError:
        logger.warning("The broker does not answer; run %s goes on with fewer workers.", run.pk)
