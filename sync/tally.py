"""Adds the shards of a run up, and tells everyone how far it is."""

import datetime as dt
from collections import Counter

from django.db.models import Sum

from profiles.progress import report
from sync.models import SyncRun

COUNTS = ("read", "applied", "unchanged", "quarantined", "stale")


def add_up(*, run: SyncRun, at: dt.datetime) -> None:
    """Writes the sums of the shards on the run; while it reads, that is a sign of life too.

    Not later: a look at a run whose end fell silent must not make it seem alive, and a late message of the broker
    must not make the site say that it reads again. Two workers may do so at once and the older sums may win; they are
    right when the last shard is read, because whoever ends the run adds up once more.
    """
    sums = run.shards.aggregate(**{name: Sum(name, default=0) for name in COUNTS})
    missing: Counter[str] = Counter()
    for of_shard in run.shards.values_list("missing_keys", flat=True):
        missing.update(of_shard)
    going_on = SyncRun.objects.going_on().filter(pk=run.pk)
    going_on.update(**sums, missing_keys=dict(missing))
    if going_on.filter(state=SyncRun.State.READING).update(heartbeat_at=at):
        report(step="reading", done=sums["read"], total=run.total, at=at)
