"""What staff decide about a run: let it go on, end it, or take it up again."""

import datetime as dt

from django.db import IntegrityError, transaction

from sync.models import Approval, Removal, Shard, SyncRun
from sync.models.approval import NEEDED
from sync.run import AlreadyRunningError, fail

State = SyncRun.State


class NotPossibleError(Exception):
    """The run is not (any more) in the state in which this can be decided."""

    def __init__(self) -> None:
        super().__init__("This run has changed in the meantime. Look at it again.")


@transaction.atomic
def approve(*, run: SyncRun, actor: str, at: dt.datetime) -> bool:
    """Notes that somebody agrees that so many people are hidden; whether enough people have, and the run goes on.

    Raises:
        NotPossibleError: the run does not wait for approval.
    """
    if not SyncRun.objects.select_for_update().filter(pk=run.pk, state=State.WAITING).exists():
        raise NotPossibleError
    Approval.objects.get_or_create(run=run, actor=actor, defaults={"made_at": at})
    if run.approvals.count() < NEEDED:
        return False
    SyncRun.objects.filter(pk=run.pk).update(state=State.READING, error="", heartbeat_at=at)
    return True


@transaction.atomic
def refuse(*, run: SyncRun, actor: str, at: dt.datetime) -> None:
    """Ends a run that waits; nobody is hidden by it, and the next one begins anew.

    Raises:
        NotPossibleError: the run does not wait for approval.
    """
    if not SyncRun.objects.select_for_update().filter(pk=run.pk, state=State.WAITING).exists():
        raise NotPossibleError
    Removal.objects.pending().delete()
    fail(run=run, why=f"Refused by {actor}.", at=at)


def retry(*, run: SyncRun, at: dt.datetime) -> None:
    """Goes on with the newest run, which failed, at its cursors.

    Raises:
        NotPossibleError: it did not fail, or another run was started since.
        AlreadyRunningError: another run has the place.
    """
    newest = SyncRun.objects.latest("pk") == run
    failed = SyncRun.objects.filter(pk=run.pk, state=State.FAILED).exclude(kind=SyncRun.Kind.FILE)
    try:
        with transaction.atomic():
            changes = {"state": State.READING, "error": "", "attempts": 0, "heartbeat_at": at, "finished_at": None}
            if not newest or not failed.update(**changes):
                raise NotPossibleError
            run.shards.filter(state=Shard.State.READING).update(state=Shard.State.WAITING, attempts=0)
    except IntegrityError:
        raise AlreadyRunningError from None
