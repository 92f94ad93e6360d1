"""Who is in no page of a complete full run: hidden at once, and out of the census after some time."""

import datetime as dt
from collections.abc import Iterator

from profiles.rows import upsert
from sync.mapping import Vocabularies, region_today
from sync.models import CensusRow, Removal, SeenPage, StagedProfile, SyncRun

CHUNK = 5000
KEY = 16  # bytes


def note_absent(*, run: SyncRun, codes: Vocabularies, today: dt.date) -> None:
    """Notes the removal of every record that the feed no longer has; only right for a run that read all of it."""
    seen = _seen(run)
    for rows in _present():
        missing = [row for row in rows if bytes.fromhex(row.record_key) not in seen]
        staged = set(StagedProfile.objects.filter(pk__in=[row.pk for row in missing]).values_list("pk", flat=True))
        upsert(
            [
                Removal(
                    record_key=row.record_key,
                    run=run,
                    reason=Removal.Reason.ABSENT,
                    version=row.version,
                    region=region_today(row.municipality, codes, today),
                    was_staged=row.pk in staged,
                    census={"absent_on": today},
                )
                for row in missing
            ]
        )


def _seen(run: SyncRun) -> set[bytes]:
    """The record keys of all pages; 16 bytes each, some 25 MB for the whole country."""
    seen: set[bytes] = set()
    for page in SeenPage.objects.filter(shard__run=run).values_list("keys", flat=True).iterator():
        seen.update(bytes(page[start : start + KEY]) for start in range(0, len(page), KEY))
    return seen


def _present() -> Iterator[list[CensusRow]]:
    """All records that the feed should have, chunk by chunk, no cursor left open; it never had those of a file."""
    after = ""
    rows = CensusRow.objects.present().of_feed().only("record_key", "version", "municipality").order_by("pk")
    while chunk := list(rows.filter(pk__gt=after)[:CHUNK]):
        yield chunk
        after = chunk[-1].pk


def erase_absent(*, today: dt.date, grace: dt.timedelta) -> int:
    """Ends the place in the census of those who did not come back in time, and returns how many."""
    overdue = CensusRow.objects.filter(removed_on=None, absent_on__lte=today - grace)
    return overdue.update(removed_on=today, digest="")
