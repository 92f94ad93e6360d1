"""Reads the feed page by page into census rows and staged profiles; rows and cursor in one transaction."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from profiles import keys
from profiles.calendar import Clock, day_of
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
from sync.sonar.records import SonarRecord, Unusable, klant_id_of, parse, says_yes, version_of


@dataclass
class PageOutcome:
    """What one page changes: rows to write and to take away, and what became of every record."""

    census: list[CensusRow] = field(default_factory=list)
    staged: list[StagedProfile] = field(default_factory=list)
    unstaged: list[str] = field(default_factory=list)
    unreadable: dict[str, int | None] = field(default_factory=dict)
    """By record key: the version, if that can be read, of what could not be read."""
    rejections: list[Rejection] = field(default_factory=list)
    applied: int = 0
    unchanged: int = 0
    stale: int = 0


def read_feed(*, run: SyncRun, client: SonarClient, clock: Clock) -> None:
    """Reads all pages from the run's cursor on and stores each before asking the next.

    Raises:
        FeedError: the feed cannot be read; what was stored stays, and the run can go on from its cursor.
        NoReferenceDataError: the reference data are not loaded, so no code can be understood.
    """
    codes, today = vocabularies(), day_of(run.started_at)
    for page in client.pages(cursor=run.cursor, snapshot=run.snapshot):
        outcome = _outcome(page.items, run, codes, today)
        _store(run, page, outcome, clock())
        report(step="reading", done=run.read, total=run.total, at=clock())


@dataclass(frozen=True)
class Stored:
    """What is stored of a record already."""

    row: CensusRow | None
    is_staged: bool


def _outcome(items: list[Any], run: SyncRun, codes: Vocabularies, today: dt.date) -> PageOutcome:
    outcome = PageOutcome()
    records = _newest_of_page(items, run, outcome)
    stored = _stored({*records, *outcome.unreadable})
    for key, record in records.items():
        try:
            _decide(key, record, stored[key], outcome, codes, today)
        except Unusable as reason:
            outcome.rejections.append(_rejection(run, reason, in_target_group=record.in_target_group))
            _hide(stored[key], record.version, outcome)
    for key, version in outcome.unreadable.items():
        if key not in records:
            _hide(stored[key], version, outcome)
    return outcome


def _stored(record_keys: Collection[str]) -> dict[str, Stored]:
    rows = CensusRow.objects.in_bulk(list(record_keys))
    staged = set(StagedProfile.objects.filter(pk__in=list(rows)).values_list("pk", flat=True))
    return {key: Stored(row=rows.get(key), is_staged=key in staged) for key in record_keys}


def _newest_of_page(items: list[Any], run: SyncRun, outcome: PageOutcome) -> dict[str, SonarRecord]:
    """The usable records by key, the newest version of each; the others of the same record are stale."""
    newest: dict[str, SonarRecord] = {}
    for item in items:
        try:
            record = parse(item)
        except Unusable as reason:
            outcome.rejections.append(_rejection(run, reason, in_target_group=_claims_target_group(item)))
            outcome.unreadable |= _identified(item)
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
    if row is not None and (row.version, row.digest, row.removed_on) == (record.version, digest, None):
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
    if row is None or (row.removed_on is not None and row.version == record.version):
        outcome.unchanged += 1
        return
    row.version, row.removed_on, row.digest = record.version, row.removed_on or today, ""
    outcome.applied += 1
    outcome.census.append(row)
    if stored.is_staged:
        outcome.unstaged.append(row.pk)


def _hide(stored: Stored, version: int | None, outcome: PageOutcome) -> None:
    """What cannot be read cannot say that it consents: nothing of the record is shown until it can be read again."""
    row = stored.row
    if row is None or not stored.is_staged or (version is not None and version < row.version):
        return
    row.version, row.digest = version or row.version, ""
    outcome.census.append(row)
    outcome.unstaged.append(row.pk)


def _identified(item: Any) -> dict[str, int | None]:
    """Key and version of the record that an unreadable item is of, as far as these can be read."""
    try:
        key = keys.record_key(klant_id_of(item))
    except Unusable:
        return {}
    try:
        return {key: version_of(item)}
    except Unusable:
        return {key: None}


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
        people = set(gone.values_list("person_key", flat=True))
        upsert(outcome.census)
        upsert(outcome.staged)
        gone.delete()
        withdrawn = _without_another_record(people)
        withdraw(people=withdrawn)
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


def _without_another_record(people: set[str]) -> list[str]:
    """Of the people whose record went, the profile keys of those who are not staged by another record."""
    people = people - set(StagedProfile.objects.filter(person_key__in=people).values_list("person_key", flat=True))
    return [keys.profile_key(person) for person in people]
