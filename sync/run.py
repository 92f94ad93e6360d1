"""One whole run of the sync, start to end: read the feed, release, count the quarters."""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError

from profiles.calendar import Clock
from profiles.models import Progress
from profiles.progress import report, report_complete
from sync.census import count_quarters
from sync.intake import read_feed
from sync.models import SyncRun
from sync.release import release
from sync.sonar.client import SonarClient

ACTIVE = (SyncRun.State.READING, SyncRun.State.RELEASING)
SILENT_IS_DEAD = dt.timedelta(minutes=5)


class AlreadyRunningError(Exception):
    """Another run is going on; two at once would write over each other, and publish half of each."""

    def __init__(self) -> None:
        super().__init__("Another sync is running. Wait until it is done, or look at it in the admin.")


def start(*, at: dt.datetime) -> SyncRun:
    """A new run, or an error when one is going on.

    Raises:
        AlreadyRunningError: another run reads or releases; the database allows one to read.
    """
    _end_silent(at)
    if SyncRun.objects.filter(state__in=ACTIVE).exists():
        raise AlreadyRunningError
    try:
        run = SyncRun.objects.create(started_at=at, heartbeat_at=at)
    except IntegrityError:
        raise AlreadyRunningError from None
    report(step="reading", at=at)
    return run


def carry_out(*, run: SyncRun, clock: Clock) -> SyncRun:
    """Everything a run does, in order. An error ends the run as failed and is raised again."""
    try:
        with _client() as client:
            read_feed(run=run, client=client, clock=clock)
            SyncRun.objects.filter(pk=run.pk).update(state=SyncRun.State.RELEASING)
            generation = release(k=settings.ANONYMITY_K, clock=clock)
            report(step="counting", at=clock())
            count_quarters(run=run, at=clock(), registers=client.register)
    except BaseException as error:  # Ctrl-C too: a run that stays "reading" would bar the next one
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


def abandon(*, at: dt.datetime) -> None:
    """Ends the runs of processes that are known to be gone, so that a new one can start at once."""
    SyncRun.objects.filter(state__in=ACTIVE).update(
        state=SyncRun.State.FAILED, error="It was interrupted.", finished_at=at
    )


def _end_silent(at: dt.datetime) -> None:
    """A run whose process was killed says nothing any more, and must not bar the next one for ever."""
    since = at - SILENT_IS_DEAD
    if not Progress.objects.filter(changed_at__gt=since).exists():
        silent = SyncRun.objects.filter(state__in=ACTIVE, started_at__lte=since)
        silent.update(state=SyncRun.State.FAILED, error="It stopped without a word.", finished_at=at)


def _fail(run: SyncRun, error: BaseException, at: dt.datetime) -> None:
    """Notes what went wrong by the error's own words only when they are ours; others may quote data."""
    said = str(error) if type(error).__module__.split(".")[0] in ("sync", "profiles") else type(error).__name__
    SyncRun.objects.filter(pk=run.pk).update(state=SyncRun.State.FAILED, error=said[:300], finished_at=at)
    report(step="failed", message=said, at=at)
