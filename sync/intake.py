"""Reads a shard of the feed page by page into census rows and staged profiles; rows and cursor in one transaction."""

import contextlib
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F

from profiles.calendar import Clock
from profiles.rows import upsert, upsert_values
from sync import lease
from sync.ahead import ahead
from sync.columns import CENSUS_ROW, STAGED_ROW
from sync.mapping import census_values, may_be_published, staged_values
from sync.models import Bar, CensusRow, Rejection, Removal, SeenPage, Shard, StagedProfile, SyncRun
from sync.page import Context, PageOutcome, outcome_of, rejection
from sync.rehearsal import survivors
from sync.sonar.client import Feed, Page
from sync.sonar.records import Unusable, parse

CAREFUL_FROM = 3
"""The attempt at a page from which on somebody is suspected of killing the workers."""
KILLS = Unusable("kills_worker")


def read_shard(*, shard: Shard, client: Feed, context: Context, clock: Clock) -> Iterator[dt.datetime]:
    """Reads the pages of a shard from its cursor on and stores each before asking the next; yields when it did.

    Raises:
        FeedError: the feed cannot be read; what was stored stays, and the run can go on from its cursor.
        LostLeaseError: another worker took the shard up.
    """
    run = context.run
    pages = client.pages(cursor=shard.cursor, snapshot=run.snapshot, region=shard.region, since=run.since)
    for page in ahead(pages):
        at = clock()
        _store(shard, page, _carefully(page.items, shard, context), context, at)
        shard.attempts = 0
        yield at


def _carefully(items: list[Any], shard: Shard, context: Context) -> PageOutcome:
    """What a page changes. If two workers died at it, the record that killed them is found first and set aside."""
    if shard.attempts < CAREFUL_FROM:
        return outcome_of(items, context)
    alive = survivors(items, lambda item: _rehearse(item, context))
    outcome = outcome_of(alive, context)
    killers = len(items) - len(alive)
    outcome.rejections += [rejection(context.run, KILLS, in_target_group=False) for _ in range(killers)]
    return outcome


def _rehearse(item: Any, context: Context) -> None:
    """All that is done with a record before anything is stored."""
    with contextlib.suppress(Unusable):
        record = parse(item)
        census = census_values(record)
        if may_be_published(record, context.today):
            staged_values(record, census.person_key, context.codes, context.today)


def _store(shard: Shard, page: Page, outcome: PageOutcome, context: Context, at: dt.datetime) -> None:
    """Writes one page: all of it, with the cursor behind it, or nothing."""
    missing = Counter(shard.missing_keys) + outcome.missing
    for one in outcome.rejections:
        one.region = shard.region
    with transaction.atomic():
        lease.hold_shard(shard=shard)
        upsert_values(CensusRow, CENSUS_ROW, outcome.census, newer="version", emptied=("removed_on", "absent_on"))
        upsert_values(StagedProfile, STAGED_ROW, outcome.staged, newer="version")
        upsert(outcome.barred, newer="version")
        upsert(outcome.removals, newer="version")
        upsert([Bar(record_key=key, version=one, noted_at=at) for key, one in outcome.bars.items()], newer="version")
        Removal.objects.pending().filter(pk__in=outcome.staying).delete()
        Rejection.objects.bulk_create(outcome.rejections)
        if context.run.kind == SyncRun.Kind.FULL:
            SeenPage.objects.create(shard=shard, keys=bytes.fromhex("".join(outcome.seen)))
        Shard.objects.filter(pk=shard.pk).update(
            cursor=page.next_cursor or "",
            state=Shard.State.READING if page.next_cursor else Shard.State.READ,
            total=page.total,
            read=F("read") + len(page.items),
            applied=F("applied") + outcome.applied,
            unchanged=F("unchanged") + outcome.unchanged,
            stale=F("stale") + outcome.stale,
            quarantined=F("quarantined") + len(outcome.rejections),
            missing_keys=missing,
            attempts=0,
            heartbeat_at=at,
        )
    shard.missing_keys = missing
