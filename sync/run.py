"""One whole run of the sync, start to end: read the feed, judge, release, count the quarters."""

import contextlib
import datetime as dt
import logging
from collections.abc import Collection

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Q, QuerySet

from profiles.calendar import Clock, day_of
from profiles.progress import report, report_complete
from sync import lease
from sync.absence import erase_absent, note_absent
from sync.beside import readers
from sync.bulk import expect_many_rows
from sync.census import count_quarters, settled_on
from sync.checks import check
from sync.erasure import erase_settled
from sync.guard import worded
from sync.intake import read_shard
from sync.mapping import NoReferenceDataError, vocabularies
from sync.models import Removal, SeenPage, Shard, SyncRun
from sync.models.approval import NEEDED
from sync.page import Context
from sync.release import release
from sync.removals import carry_out as carry_out_removals
from sync.removals import forget, judged
from sync.sonar.client import Feed, SonarClient
from sync.tally import add_up
from sync.visibility import count_visible
from sync.work_lists import count_empty_fields

alarm = logging.getLogger("sync.alarm")
State, Kind = SyncRun.State, SyncRun.Kind
TELL_EVERY = dt.timedelta(seconds=1)
IN_TIME = dt.timedelta(minutes=2)
"""So often a reading that takes long hides who left: nobody waits for its end."""
SILENT_IS_DEAD = dt.timedelta(minutes=5)
REGIONS = [*(str(number) for number in range(1, 36)), "overig"]


class AlreadyRunningError(Exception):
    """Another run is going on; two at once would write over each other, and publish half of each."""

    def __init__(self) -> None:
        super().__init__("Another sync is running. Wait until it is done, or look at it in the admin.")


def start(*, at: dt.datetime, kind: str = Kind.FULL, by_hand: bool = False, regions: Collection[str] = ()) -> SyncRun:
    """A new run with its shards, or an error when one is going on. Before a full run there is no delta.

    A run of the kind PART reads these `regions` whole, as a full run would, and says nothing of who is absent.

    Raises:
        AlreadyRunningError: another run has the place; the database gives it to one.
    """
    _end_silent(at)
    since = _since() if kind == Kind.DELTA else None
    kind = Kind.FULL if kind == Kind.DELTA and since is None else kind
    regions = regions or _parts(kind)
    try:
        with transaction.atomic():
            forget(at=at)
            run = SyncRun.objects.create(kind=kind, by_hand=by_hand, since=since, started_at=at, heartbeat_at=at)
            Shard.objects.bulk_create(Shard(run=run, region=region) for region in regions)
    except IntegrityError:
        raise AlreadyRunningError from None
    report(step="reading", at=at)
    return run


def _parts(kind: str) -> list[str]:
    """What a run asks the feed for: nothing of regions that are not served, so that it is not even sent."""
    if kind in (Kind.FULL, Kind.DELTA) and settings.ONLY_REGIONS:
        return [str(number) for number in settings.ONLY_REGIONS]
    return REGIONS if kind == Kind.FULL else [""]


def _since() -> dt.datetime | None:
    """From when on changes are asked: when the last complete run began, and some time before to be sure."""
    complete = SyncRun.objects.complete()
    if not complete.filter(kind=Kind.FULL).exists():
        return None
    last = complete.filter(kind__in=(Kind.FULL, Kind.DELTA)).latest("started_at")
    return last.started_at - settings.SYNC_OVERLAP


def carry_out(*, run: SyncRun, clock: Clock, source: Feed | None = None, processes: int = 1) -> SyncRun:
    """Reads what is left to read and, when nothing is, ends the run; as many workers as there are may do so at once.

    With more `processes` than one, others read beside this one, which still ends the run. An error ends the run as
    failed and is raised again. One of the database does not: the run goes on at its cursors.
    """
    try:
        with source or sonar_client() as client:
            with readers(processes - 1, lambda: _read_beside(run, clock)):
                read_feed(run=run, client=client, clock=clock)
            if lease.claim_end(run=run, at=clock()):
                _end(run, client, lease.fenced(run=run, clock=clock))
    except (lease.LostLeaseError, DatabaseError):
        raise
    except BaseException as error:  # Ctrl-C too: a run that stays "reading" would bar the next one
        _fail(run, error, clock())
        raise
    run.refresh_from_db()
    return run


def _read_beside(run: SyncRun, clock: Clock) -> None:
    """Reads in another process; who ends the run learns from its state what went wrong here."""
    try:
        with sonar_client() as client:
            read_feed(run=run, client=client, clock=clock)
    except (lease.LostLeaseError, DatabaseError):
        alarm.warning("A process that read run %s beside others stopped.", run.pk)
    except BaseException as error:
        _fail(run, error, clock())


def sonar_client() -> SonarClient:
    """The feed that the settings name."""
    return SonarClient(settings.SONAR_URL, settings.SONAR_CLIENT_ID, settings.SONAR_CLIENT_SECRET)


def read_feed(*, run: SyncRun, client: Feed, clock: Clock) -> None:
    """Takes up one shard after the other until none is left."""
    expect_many_rows()
    _open(run, client)
    today = day_of(run.started_at)
    context = Context(
        run=run,
        codes=vocabularies(),
        today=today,
        settled_on=settled_on(today),
        only=settings.ONLY_REGIONS,
    )
    told_at = looked_at = clock()
    while shard := lease.claim_shard(run=run, at=clock()):
        for at in read_shard(shard=shard, client=client, context=context, clock=clock):
            if at - told_at >= TELL_EVERY:
                add_up(run=run, at=at)
                told_at = at
            if at - looked_at >= IN_TIME:
                hide_who_left(run=run, at=at)
                looked_at = at
    add_up(run=run, at=clock())


def _open(run: SyncRun, client: Feed) -> None:
    """Asks which snapshot of the feed is read and how much it holds; whoever asks first decides for all."""
    if run.snapshot:
        return
    in_parts = run.kind == Kind.PART or settings.ONLY_REGIONS
    regions = run.shards.values_list("region", flat=True) if in_parts else [""]
    pages = [client.page(region=region, since=run.since, size=1) for region in regions]
    total = sum(page.total for page in pages)
    SyncRun.objects.filter(pk=run.pk, snapshot="").update(snapshot=pages[0].snapshot, total=total)
    run.refresh_from_db()


def _end(run: SyncRun, client: Feed, clock: Clock) -> None:
    """What follows when everything was read. The sums are made once more: nobody else writes them now."""
    add_up(run=run, at=clock())
    run.refresh_from_db()
    check(run)
    if not pass_guard(run=run, clock=clock):
        return
    generation = release(k=settings.ANONYMITY_K, clock=clock, all_regions=run.by_hand)
    if run.kind == Kind.FULL:
        report(step="counting", at=clock())
        count_quarters(run=run, at=clock(), registers=client.register)
        erase_settled(today=day_of(run.started_at))
        count_empty_fields(at=clock())
        count_visible(at=clock())
    at = clock()
    SyncRun.objects.filter(pk=run.pk).update(
        state=State.DONE, generation=generation.pk, published=generation.size, finished_at=at
    )
    report_complete(at=at)


def pass_guard(*, run: SyncRun, clock: Clock) -> bool:
    """Hides whom the run says to hide; or stops it until two people agreed, if these are too many."""
    codes, today = vocabularies(), day_of(run.started_at)
    approved = run.approvals.count() >= NEEDED
    if run.kind == Kind.FULL and not approved:
        note_absent(run=run, codes=codes, today=today)
    stopped = [] if approved else judged(run=run, codes=codes, today=today, at=clock())
    if stopped:
        _stop(run, worded(stopped), clock())
        return False
    carry_out_removals(run=run, at=clock())
    if approved:
        Removal.objects.filter(run=run).delete()  # what people agreed to does not count against the next run
    if run.kind == Kind.FULL:
        erase_absent(today=today, grace=settings.ABSENCE_GRACE)
    return True


def _stop(run: SyncRun, found: str, at: dt.datetime) -> None:
    """Changes nothing, tells staff, and keeps the place until people decide (`sync/decisions.py`)."""
    SyncRun.objects.filter(pk=run.pk).update(state=State.WAITING, error=found, heartbeat_at=at)
    report(step="waiting", message=found, at=at)
    alarm.error("Sync run %s is stopped. %s", run.pk, found)


def hide_who_left(*, run: SyncRun, at: dt.datetime) -> None:
    """Hides those who said so themselves, without waiting for the rest of the run, unless they are too many."""
    if not judged(run=run, codes=vocabularies(), today=day_of(run.started_at), at=at):
        carry_out_removals(run=run, at=at, reasons=Removal.SAID)


def abandon(*, at: dt.datetime) -> None:
    """Ends the runs of processes that are known to be gone, so that a new one can start at once."""
    _end_all(_at_work(), "It was interrupted.", at)


def _end_silent(at: dt.datetime) -> None:
    """A run that nobody took up again must not bar the next one for ever."""
    silent = Q(heartbeat_at__lte=at - SILENT_IS_DEAD) | Q(heartbeat_at=None, started_at__lte=at - SILENT_IS_DEAD)
    _end_all(_at_work().filter(silent), "It stopped without a word.", at)


def _at_work() -> "QuerySet[SyncRun]":
    return SyncRun.objects.going_on().exclude(state=State.WAITING)


def _end_all(runs: "QuerySet[SyncRun]", why: str, at: dt.datetime) -> None:
    runs.update(state=State.FAILED, error=why, finished_at=at)
    SeenPage.objects.exclude(shard__run__state__in=SyncRun.GOING_ON).delete()


def _fail(run: SyncRun, error: BaseException, at: dt.datetime) -> None:
    """Notes what went wrong by the error's own words only when they are ours; others may quote data."""
    said = str(error) if type(error).__module__.split(".")[0] in ("sync", "profiles") else type(error).__name__
    fail(run=run, why=said, at=at)


def fail(*, run: SyncRun, why: str, at: dt.datetime) -> None:
    """Ends a run; who left by what it read until then is hidden all the same. The other notes wait for a retry."""
    add_up(run=run, at=at)
    if not SyncRun.objects.going_on().filter(pk=run.pk).update(state=State.FAILED, error=why[:300], finished_at=at):
        return
    report(step="failed", message=why, at=at)
    with contextlib.suppress(NoReferenceDataError):
        hide_who_left(run=run, at=at)
