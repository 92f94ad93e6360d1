"""One whole run of the sync, start to end: read the feed, release, count the quarters."""

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError

from profiles.progress import report, report_complete
from sync.census import count_quarters
from sync.intake import read_feed
from sync.models import SyncRun
from sync.release import release
from sync.sonar.client import SonarClient

Clock = Callable[[], dt.datetime]


class AlreadyRunningError(Exception):
    """Another run is reading the feed; two at once would write over each other."""


def start(*, at: dt.datetime) -> SyncRun:
    """A new run, or an error when one is going on.

    Raises:
        AlreadyRunningError: another run reads; the database allows one.
    """
    try:
        run = SyncRun.objects.create(started_at=at, heartbeat_at=at)
    except IntegrityError:
        raise AlreadyRunningError(
            "Another sync is running. Wait until it is done, or look at it in the admin."
        ) from None
    report(step="reading", at=at)
    return run


def carry_out(*, run: SyncRun, clock: Clock) -> SyncRun:
    """Everything a run does, in order. An error ends the run as failed and is raised again."""
    try:
        with _client() as client:
            read_feed(run=run, client=client, at=clock())
            SyncRun.objects.filter(pk=run.pk).update(state=SyncRun.State.RELEASING)
            generation = release(k=settings.ANONYMITY_K, at=clock())
            report(step="counting", at=clock())
            count_quarters(run=run, at=clock(), registers=client.register)
    except Exception as error:
        _fail(run, error, clock())
        raise
    SyncRun.objects.filter(pk=run.pk).update(
        state=SyncRun.State.DONE, generation=generation.pk, published=generation.size, finished_at=clock()
    )
    report_complete(at=clock())
    run.refresh_from_db()
    return run


def _client() -> SonarClient:
    return SonarClient(settings.SONAR_URL, settings.SONAR_CLIENT_ID, settings.SONAR_CLIENT_SECRET)


def _fail(run: SyncRun, error: Exception, at: dt.datetime) -> None:
    """Notes what went wrong by the error's own words only when they are ours; others may quote data."""
    said = str(error) if type(error).__module__.split(".")[0] in ("sync", "profiles") else type(error).__name__
    SyncRun.objects.filter(pk=run.pk).update(state=SyncRun.State.FAILED, error=said[:300], finished_at=at)
    report(step="failed", message=said, at=at)
