"""How the sync fares, in numbers, for `/metrics` and the status page."""

import datetime as dt
from collections.abc import Iterator

from profiles.readings import Reading
from sync.models import Rejection, SyncRun

OUTCOMES = ("applied", "unchanged", "quarantined", "stale")


def of_sync(at: dt.datetime) -> Iterator[Reading]:
    """The run that goes on, what failed since the last complete one, and per kind the last complete run."""
    last = SyncRun.objects.complete().order_by("-pk").first()
    failed = SyncRun.objects.filter(state=SyncRun.State.FAILED, pk__gt=last.pk if last else 0).count()
    yield Reading("verkenner_sync_failed_runs", "Runs that failed since the last complete one.", failed)
    going = SyncRun.objects.going_on().first()
    runs = going.took(at).total_seconds() if going else 0
    yield Reading("verkenner_sync_run_age_seconds", "Since the run that goes on began; 0 without one.", runs)
    waits = going is not None and going.state == SyncRun.State.WAITING
    yield Reading("verkenner_sync_waits_for_approval", "1 while a run waits for a decision of staff.", int(waits))
    yield Reading("verkenner_sync_rejected_records", "Records that are set aside.", Rejection.objects.count())
    for kind in SyncRun.Kind.values:
        run = SyncRun.objects.complete().filter(kind=kind).order_by("-pk").first()
        if run:
            yield from _of_run(run, at)


def _of_run(run: SyncRun, at: dt.datetime) -> Iterator[Reading]:
    kind = ("kind", run.kind)
    seconds = run.took(at).total_seconds()
    yield Reading("verkenner_sync_last_run_seconds", "How long the last complete run took.", seconds, (kind,))
    rate = run.rate(at)
    yield Reading("verkenner_sync_records_per_second", "Rate of the last complete run.", rate, (kind,))
    for outcome in OUTCOMES:
        number = getattr(run, outcome)
        labels = (kind, ("outcome", outcome))
        yield Reading("verkenner_sync_records", "What became of the records of that run.", number, labels)
