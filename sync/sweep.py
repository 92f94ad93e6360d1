"""Finds the work that nobody does: the broker may lose a message, the database does not forget a run."""

import datetime as dt

from django.db.models import Q

from sync.lease import SILENT
from sync.models import Shard, SyncRun
from sync.run import fail

MOST_ATTEMPTS = 20


def unattended(*, at: dt.datetime) -> SyncRun | None:
    """The run that somebody must take up: one that gives no sign, or of which one shard does not.

    A run that was taken up many times without coming to an end is ended.
    """
    run = SyncRun.objects.going_on().exclude(state=SyncRun.State.WAITING).first()
    if run is None or _is_reading_a_file(run) or not (_is_silent(run, at) or _has_silent_shard(run, at)):
        return None
    if run.attempts < MOST_ATTEMPTS:
        return run
    fail(run=run, why=f"It was taken up {run.attempts} times and did not come to an end.", at=at)
    return None


def _is_reading_a_file(run: SyncRun) -> bool:
    """Only the process that has the file can go on; if it died, the next run takes the place."""
    return (run.kind, run.state) == (SyncRun.Kind.FILE, SyncRun.State.READING)


def _is_silent(run: SyncRun, at: dt.datetime) -> bool:
    return (run.heartbeat_at or run.started_at) <= at - SILENT


def _has_silent_shard(run: SyncRun, at: dt.datetime) -> bool:
    silent = Q(heartbeat_at__lte=at - SILENT, state=Shard.State.READING)
    return run.state == SyncRun.State.READING and run.shards.filter(silent).exists()
