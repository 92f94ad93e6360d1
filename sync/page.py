"""What one page of the feed changes: every record is compared with what is stored of it; nothing is written."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from profiles import keys
from sync.columns import CENSUS, census_columns, staged_columns
from sync.mapping import (
    CensusValues,
    Vocabularies,
    census_values,
    may_be_published,
    region_of,
    region_today,
    sealed_link,
    staged_values,
)
from sync.models import Bar, CensusRow, Rejection, Removal, StagedProfile, SyncRun
from sync.sonar.records import SonarRecord, Unusable, absent_keys, klant_id_of, parse, says_yes, version_of

NEVER = -(2**63)


@dataclass(frozen=True)
class Context:
    """What every page of a run is read with."""

    run: SyncRun
    codes: Vocabularies
    today: dt.date
    settled_on: dt.date = dt.date.min
    """Who left by this day counts no more and is not taken in."""
    only: tuple[int, ...] = ()
    """The regions that are served; nobody else is taken in. Empty = all of them."""

    def serves(self, record: SonarRecord) -> bool:
        return not self.only or region_of(record, self.codes, self.today) in self.only


@dataclass(frozen=True)
class Stored:
    """What is stored of a record already."""

    row: CensusRow | None
    is_staged: bool
    removal: Removal | None
    barred: int = NEVER
    """The newest version of which only that is known."""

    @property
    def version(self) -> int:
        """The newest version that was taken in; older than any, files included, if none was."""
        return max(self.barred, *(kept.version if kept else NEVER for kept in (self.row, self.removal)))


@dataclass
class PageOutcome:
    """What one page changes: rows to write, removals to note or forget, and what became of every record."""

    census: list[tuple[object, ...]] = field(default_factory=list)
    """Values of CENSUS_ROW; those of STAGED_ROW below."""
    staged: list[tuple[object, ...]] = field(default_factory=list)
    barred: list[CensusRow] = field(default_factory=list)
    """Rows of people who left before, with a newer version."""
    bars: dict[str, int] = field(default_factory=dict)
    """By record key: versions of which nothing is stored, and that bar older ones all the same."""
    removals: list[Removal] = field(default_factory=list)
    staying: list[str] = field(default_factory=list)
    """Records of which a removal was noted that a newer version takes back."""
    unreadable: dict[str, int | None] = field(default_factory=dict)
    """By record key: the version, if that can be read, of what could not be read."""
    rejections: list[Rejection] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    """By field: records that do not even have its key."""
    applied: int = 0
    unchanged: int = 0
    stale: int = 0


def outcome_of(items: list[Any], context: Context) -> PageOutcome:
    """What the items of a page would change; nothing is written."""
    outcome = PageOutcome()
    records = _newest_of_page(items, context.run, outcome)
    stored = _stored({*records, *outcome.unreadable})
    for key, version in outcome.unreadable.items():
        if key not in records:
            _hide(key, stored[key], version, outcome, context)
    for key, record in records.items():
        try:
            _decide(key, record, stored[key], outcome, context)
        except Unusable as reason:
            outcome.rejections.append(rejection(context.run, reason, in_target_group=record.in_target_group))
            _hide(key, stored[key], record.version, outcome, context)
    outcome.seen = list(stored)
    return outcome


def _stored(record_keys: Collection[str]) -> dict[str, Stored]:
    rows = CensusRow.objects.in_bulk(list(record_keys))
    staged = set(StagedProfile.objects.filter(pk__in=list(rows)).values_list("pk", flat=True))
    removals = Removal.objects.pending().in_bulk(list(rows))
    bars = dict(Bar.objects.filter(pk__in=list(record_keys)).values_list("pk", "version"))
    return {
        key: Stored(rows.get(key), is_staged=key in staged, removal=removals.get(key), barred=bars.get(key, NEVER))
        for key in record_keys
    }


def _newest_of_page(items: list[Any], run: SyncRun, outcome: PageOutcome) -> dict[str, SonarRecord]:
    """The usable records by key, the newest version of each; the others of the same record are stale."""
    newest: dict[str, SonarRecord] = {}
    for item in items:
        if absent := absent_keys(item):
            outcome.missing.update(absent)
        try:
            record = parse(item)
        except Unusable as reason:
            outcome.rejections.append(rejection(run, reason, in_target_group=_claims_target_group(item)))
            _note_unreadable(item, outcome)
            continue
        key = keys.record_key(record.klant_id)
        outcome.stale += key in newest
        if key not in newest or record.version > newest[key].version:
            newest[key] = record
    return {key: record for key, record in newest.items() if not _is_beaten(key, record, outcome)}


def _note_unreadable(item: Any, outcome: PageOutcome) -> None:
    """Of several versions that cannot be read the newest counts."""
    for key, version in _identified(item).items():
        known = outcome.unreadable.get(key)
        outcome.unreadable[key] = version if known is None else max(known, version or known)


def _is_beaten(key: str, record: SonarRecord, outcome: PageOutcome) -> bool:
    """Whether the same page has a newer version of the record, which cannot be read."""
    beaten = (outcome.unreadable.get(key) or NEVER) > record.version
    outcome.stale += beaten
    return beaten


def _decide(key: str, record: SonarRecord, stored: Stored, outcome: PageOutcome, context: Context) -> None:
    """Compares one record with what is stored of it, and notes what has to change."""
    if record.version < stored.version:
        outcome.stale += 1
    elif record.deleted or not record.in_target_group or not context.serves(record):
        _leave(key, record, stored, outcome, context)
    else:
        _keep(key, record, stored, outcome, context)


def _keep(key: str, record: SonarRecord, stored: Stored, outcome: PageOutcome, context: Context) -> None:
    """A record of the target group: counted, and staged if it may be published."""
    if stored.row is None and (record.deregistered_on or dt.date.max) <= context.settled_on:
        outcome.stale += 1
        return
    census = _known_since(census_values(record), stored) if record.from_file else census_values(record)
    publishable = may_be_published(record, context.today)
    values = staged_values(record, census.person_key, context.codes, context.today) if publishable else None
    counted, shown = census_columns(census), staged_columns(values) if values else None
    digest = keys.digest(repr((counted, shown)))
    if _says_the_same(stored, record.version, digest, publishable=publishable):
        outcome.unchanged += 1
        return
    outcome.applied += 1
    if stored.is_staged and values is None:
        columns = {"version": record.version, "digest": digest, **dict(zip(CENSUS, counted, strict=True))}
        _remove(stored, Removal.Reason.HIDDEN, record.version, columns, outcome, context)
        return
    outcome.census.append((key, record.version, digest, *counted))
    if stored.removal:
        outcome.staying.append(key)
    if values is not None and shown is not None:
        sealed = sealed_link(record, values, context.codes, context.today)
        outcome.staged.append((key, record.version, sealed, *shown))


def _known_since(census: CensusValues, stored: Stored) -> CensusValues:
    """A file tells that there is a profile, not since when: that is the day on which one first told so."""
    known = stored.row.profile_on if stored.row else None
    return replace(census, profile_on=min(known, census.profile_on)) if known and census.profile_on else census


def _says_the_same(stored: Stored, version: int, digest: str, *, publishable: bool) -> bool:
    """Whether a record is stored, or noted to be removed, just as it says now."""
    if stored.removal:
        noted = stored.removal.census
        return not publishable and (noted.get("version"), noted.get("digest")) == (version, digest)
    row = stored.row
    if row is None or stored.is_staged != publishable:
        return False
    if version < 0:  # of two files that say the same the second changes nothing
        version = row.version
    return (row.version, row.digest, row.removed_on, row.absent_on) == (version, digest, None, None)


def _leave(key: str, record: SonarRecord, stored: Stored, outcome: PageOutcome, context: Context) -> None:
    """A record that the feed took back, or that is not in the target group or a region of ours (any more)."""
    row, removal = stored.row, stored.removal
    noted = removal is not None and (removal.reason, removal.version) == (Removal.Reason.GONE, record.version)
    if row is None:
        outcome.bars[key] = record.version
    if row is None or noted or (row.removed_on is not None and row.version == record.version):
        outcome.unchanged += 1
        return
    outcome.applied += 1
    if not stored.is_staged and (row.removed_on or row.absent_on):  # hides nobody, only bars what is older
        row.version, row.removed_on = record.version, row.removed_on or row.absent_on
        outcome.barred.append(row)
        return
    columns = {"version": record.version, "digest": "", "removed_on": context.today}
    _remove(stored, Removal.Reason.GONE, record.version, columns, outcome, context)


def _hide(key: str, stored: Stored, version: int | None, outcome: PageOutcome, context: Context) -> None:
    """What cannot be read cannot say that it consents: nothing of the record is shown until it can be read again."""
    if version is None:
        version = stored.version
    else:
        outcome.bars[key] = version
    if stored.row is None or not stored.is_staged or stored.removal or version < stored.version:
        return
    _remove(stored, Removal.Reason.UNREADABLE, version, {"version": version, "digest": ""}, outcome, context)


def _remove(
    stored: Stored, reason: str, version: int, columns: dict[str, Any], outcome: PageOutcome, context: Context
) -> None:
    """Notes that somebody is to be hidden; the guard decides."""
    assert stored.row is not None  # noqa: S101 - only what is stored can be removed
    outcome.removals.append(
        Removal(
            record_key=stored.row.pk,
            run=context.run,
            reason=reason,
            version=version,
            region=region_today(stored.row.municipality, context.codes, context.today),
            was_staged=stored.is_staged,
            census=columns,
        )
    )


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


def rejection(run: SyncRun, reason: Unusable, *, in_target_group: bool) -> Rejection:
    """What is noted of a record that cannot be used."""
    return Rejection(run=run, reason=reason.reason, field=reason.field, in_target_group=in_target_group)


def _claims_target_group(item: Any) -> bool:
    try:
        return says_yes(item, "banenafspraak")
    except Unusable:
        return False
