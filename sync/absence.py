"""Who is in no page of a complete full run: hidden at once, and out of the census after some time."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from profiles.rows import upsert
from sync.mapping import Vocabularies, region_today
from sync.models import CensusRow, Removal, SeenPage, StagedProfile, SyncRun

CHUNK = 5000
KEY = 16  # bytes


class Present(NamedTuple):
    """A record of the census; no model objects, as these are read for a whole country."""

    key: str
    version: int
    municipality: str


def note_absent(*, run: SyncRun, codes: Vocabularies, today: dt.date) -> None:
    """Notes the removal of every record that the feed no longer has; only right for a run that read all of it."""
    seen = _seen(run)
    for records in _present():
        missing = [record for record in records if bytes.fromhex(record.key) not in seen]
        staged = StagedProfile.objects.filter(pk__in=[record.key for record in missing])
        shown = set(staged.values_list("pk", flat=True)) if missing else set()
        upsert(
            [
                Removal(
                    record_key=record.key,
                    run=run,
                    reason=Removal.Reason.ABSENT,
                    version=record.version,
                    region=region_today(record.municipality, codes, today),
                    was_staged=record.key in shown,
                    census={"absent_on": today},
                )
                for record in missing
            ]
        )


def _seen(run: SyncRun) -> set[bytes]:
    """The record keys of all pages; 16 bytes each, some 25 MB for the whole country."""
    seen: set[bytes] = set()
    for page in SeenPage.objects.filter(shard__run=run).values_list("keys", flat=True).iterator():
        seen.update(bytes(page[start : start + KEY]) for start in range(0, len(page), KEY))
    return seen


def _present() -> Iterator[list[Present]]:
    """All records that the feed should have, chunk by chunk, no cursor left open; it never had those of a file."""
    after = ""
    rows = CensusRow.objects.present().of_feed().order_by("pk").values_list("pk", "version", "municipality")
    while chunk := list(map(Present._make, rows.filter(pk__gt=after)[:CHUNK])):
        yield chunk
        after = chunk[-1].key


def erase_absent(*, today: dt.date, grace: dt.timedelta) -> int:
    """Ends the place in the census of those who did not come back in time, and returns how many."""
    overdue = CensusRow.objects.filter(removed_on=None, absent_on__lte=today - grace)
    return overdue.update(removed_on=today, digest="")
