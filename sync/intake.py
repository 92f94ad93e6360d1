"""Reads the feed page by page into census rows and staged profiles; rows and cursor in one transaction."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from profiles import keys
from profiles.calendar import day_of
from profiles.progress import report
from profiles.rows import upsert
from profiles.withdraw import withdraw
from sync.mapping import (
    Vocabularies,
    census_values,
    may_be_published,
    sealed_link,
    staged_values,
    vocabularies,
)
from sync.models import CensusRow, Rejection, StagedProfile, SyncRun
from sync.sonar.client import Page, SonarClient
from sync.sonar.records import SonarRecord, Unusable, parse, says_yes


@dataclass
class PageOutcome:
    """What one page changes: rows to write and to take away, and what became of every record."""

    census: list[CensusRow] = field(default_factory=list)
    staged: list[StagedProfile] = field(default_factory=list)
    unstaged: list[str] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    applied: int = 0
    unchanged: int = 0
    stale: int = 0


def read_feed(*, run: SyncRun, client: SonarClient, at: dt.datetime) -> None:
    """Reads all pages from the run's cursor on and stores each before asking the next.

    Raises:
        FeedError: the feed cannot be read; what was stored stays, and the run can go on from its cursor.
    """
    codes = vocabularies()
    for page in client.pages(cursor=run.cursor, snapshot=run.snapshot):
        outcome = _outcome(page.items, run, codes, day_of(at))
        _store(run, page, outcome, at)
        report(step="reading", done=run.read, total=run.total, at=at)


@dataclass(frozen=True)
class Stored:
    """What is stored of a record already."""

    row: CensusRow | None
    is_staged: bool


def _outcome(items: list[Any], run: SyncRun, codes: Vocabularies, today: dt.date) -> PageOutcome:
    outcome = PageOutcome()
    records = _newest_of_page(items, run, outcome)
    rows = CensusRow.objects.in_bulk(list(records))
    staged = set(StagedProfile.objects.filter(pk__in=list(rows)).values_list("pk", flat=True))
    for key, record in records.items():
        stored = Stored(row=rows.get(key), is_staged=key in staged)
        try:
            _decide(key, record, stored, outcome, codes, today)
        except Unusable as reason:
            outcome.rejections.append(_rejection(run, reason, in_target_group=record.in_target_group))
    return outcome


def _newest_of_page(items: list[Any], run: SyncRun, outcome: PageOutcome) -> dict[str, SonarRecord]:
    """The usable records by key, the newest version of each; the others of the same record are stale."""
    newest: dict[str, SonarRecord] = {}
    for item in items:
        try:
            record = parse(item)
        except Unusable as reason:
            outcome.rejections.append(_rejection(run, reason, in_target_group=_claims_target_group(item)))
            continue
        key = keys.record_key(record.klant_id)
        outcome.stale += key in newest
        if key not in newest or record.version > newest[key].version:
            newest[key] = record
    return newest


def _decide(
    key: str, record: SonarRecord, stored: Stored, outcome: PageOutcome, codes: Vocabularies, today: dt.date
) -> None:
    """Compares one record with what is stored of it, and notes what has to change."""
    if stored.row is not None and record.version < stored.row.version:
        outcome.stale += 1
    elif record.deleted or not record.in_target_group:
        _leave(record, stored, outcome, today)
    else:
        _keep(key, record, stored, outcome, codes, today)


def _keep(
    key: str, record: SonarRecord, stored: Stored, outcome: PageOutcome, codes: Vocabularies, today: dt.date
) -> None:
    """A record of the target group: counted, and staged if it may be published."""
    census = census_values(record)
    values = staged_values(record, census.person_key, codes, today) if may_be_published(record, today) else None
    digest = keys.digest(repr((census, values)))
    row = stored.row
    if row is not None and row.digest == digest and row.removed_on is None:
        outcome.unchanged += 1
        return
    outcome.applied += 1
    outcome.census.append(CensusRow(record_key=key, version=record.version, digest=digest, **vars(census)))
    if values is not None:
        sealed = sealed_link(record, values, codes, today)
        outcome.staged.append(StagedProfile(record_key=key, version=record.version, sealed=sealed, **vars(values)))
    elif stored.is_staged:
        outcome.unstaged.append(key)


def _leave(record: SonarRecord, stored: Stored, outcome: PageOutcome, today: dt.date) -> None:
    """A record that the feed took back, or that is not in the target group (any more)."""
    row = stored.row
    if row is None or row.removed_on is not None:
        outcome.unchanged += 1
        return
    row.version, row.removed_on, row.digest = record.version, today, ""
    outcome.applied += 1
    outcome.census.append(row)
    if stored.is_staged:
        outcome.unstaged.append(row.pk)


def _rejection(run: SyncRun, reason: Unusable, *, in_target_group: bool) -> Rejection:
    return Rejection(run=run, reason=reason.reason, field=reason.field, in_target_group=in_target_group)


def _claims_target_group(item: Any) -> bool:
    try:
        return says_yes(item, "banenafspraak")
    except Unusable:
        return False


def _store(run: SyncRun, page: Page, outcome: PageOutcome, at: dt.datetime) -> None:
    """Writes one page: all of it, with the cursor behind it, or nothing."""
    gone = StagedProfile.objects.filter(pk__in=outcome.unstaged)
    with transaction.atomic():
        withdrawn = list(gone.values_list("person_key", flat=True))
        upsert(outcome.census)
        upsert(outcome.staged)
        gone.delete()
        withdraw(people=_without_another_record(withdrawn))
        Rejection.objects.bulk_create(outcome.rejections)
        SyncRun.objects.filter(pk=run.pk).update(
            cursor=page.next_cursor or "",
            snapshot=page.snapshot,
            total=page.total,
            read=F("read") + len(page.items),
            applied=F("applied") + outcome.applied,
            unchanged=F("unchanged") + outcome.unchanged,
            stale=F("stale") + outcome.stale,
            quarantined=F("quarantined") + len(outcome.rejections),
            withdrawn=F("withdrawn") + len(withdrawn),
            heartbeat_at=at,
        )
    run.refresh_from_db()


def _without_another_record(person_keys: Iterable[str]) -> list[str]:
    """Of the people whose record went, the profile keys of those who are not staged by another record."""
    people = set(person_keys)
    people -= set(StagedProfile.objects.filter(person_key__in=people).values_list("person_key", flat=True))
    return [keys.profile_key(person) for person in people]
