"""Who works on what: shards, and the end of a run, are taken up under a number that only grows.

The number is a fencing token: every write names the one it was taken up with, so that a worker that was thought dead,
and wakes up, changes nothing any more.
"""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q

from profiles.calendar import Clock
from sync.models import Shard, SyncRun

SILENT = dt.timedelta(minutes=2)
"""Without a sign for so long, a worker is taken for dead and another goes on at its cursor."""

_RUN_IS_READ = Exists(SyncRun.objects.filter(pk=OuterRef("run_id"), state=SyncRun.State.READING))
# Not a join: Django would move every condition into a subquery, and PostgreSQL would not look at the number again
# after waiting for another's update of the same row.


class LostLeaseError(Exception):
    """Somebody else took up the same work, or ended the run; what this process holds is old."""


def claim_shard(*, run: SyncRun, at: dt.datetime) -> Shard | None:
    """Takes up a part of the run that nobody reads, or whose reader fell silent; None if there is none."""
    silent = Q(state=Shard.State.READING, heartbeat_at__lte=at - SILENT)
    free = Shard.objects.filter(Q(state=Shard.State.WAITING) | silent, _RUN_IS_READ, run=run)
    for shard in free.order_by("-state", "pk"):  # the waiting ones first
        won = free.filter(pk=shard.pk, token=shard.token).update(
            state=Shard.State.READING, token=F("token") + 1, attempts=F("attempts") + 1, heartbeat_at=at
        )
        if won:
            if shard.state == Shard.State.READING:
                SyncRun.objects.filter(pk=run.pk).update(attempts=F("attempts") + 1)
            return Shard.objects.get(pk=shard.pk)
    return None


def claim_end(*, run: SyncRun, at: dt.datetime) -> bool:
    """Takes up the end of a run of which everything is read; of all who ask, one gets it."""
    unread = Shard.objects.exclude(state=Shard.State.READ).filter(run=run)
    silent = Q(state=SyncRun.State.RELEASING, heartbeat_at__lte=at - SILENT)
    ready = SyncRun.objects.filter(Q(state=SyncRun.State.READING) | silent, pk=run.pk)
    run.refresh_from_db()
    if unread.exists() or not ready.filter(token=run.token).update(
        state=SyncRun.State.RELEASING, token=F("token") + 1, attempts=F("attempts") + 1, heartbeat_at=at
    ):
        return False
    run.refresh_from_db()
    return True


def hold_shard(*, shard: Shard) -> None:
    """Locks the shard's row inside a transaction, or finds that it is no longer ours.

    Raises:
        LostLeaseError: the shard was taken up by another, or its run has ended.
    """
    ours = Shard.objects.filter(_RUN_IS_READ, pk=shard.pk, token=shard.token)
    if not ours.update(state=Shard.State.READING):
        raise LostLeaseError


def fenced(*, run: SyncRun, clock: Clock) -> Clock:
    """A clock for whoever ends a run: each look at it is a sign of life, and fails once another took over.

    Raises:
        LostLeaseError: from the clock.
    """
    ours = SyncRun.objects.filter(pk=run.pk, token=run.token, state=SyncRun.State.RELEASING)

    def tell() -> dt.datetime:
        at = clock()
        if not ours.update(heartbeat_at=at):
            raise LostLeaseError
        return at

    return tell
