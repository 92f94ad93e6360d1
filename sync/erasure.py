"""Erases what is left of people who withdrew or objected, within a day and out of the files too."""

import datetime as dt

from django.db import connection

from profiles import keys
from profiles.models import Objection, Route, Withdrawal
from sync.census import settled_on
from sync.due import forget_unstaged
from sync.models import CensusRow, StagedProfile

BATCH = 500


def erase_withdrawn() -> int:
    """Erases staged and released values of people who objected, and forgets withdrawals of whom nothing is left.

    Their cards and routes go with their generation (`sync.release.erase_old`). Returns how many records went.
    """
    erased = _erase_objected() + forget_unstaged()
    Withdrawal.objects.exclude(profile_key__in=Route.objects.values("profile_key")).delete()
    overwrite()
    return erased


def erase_settled(*, today: dt.date) -> int:
    """Erases the census rows of who left before the oldest quarter that is still open; returns how many went.

    Of a removed record the row stays for a day, as long as an older version of it may still be on its way.
    """
    staged, day = StagedProfile.objects.values("pk"), settled_on(today)
    settled = CensusRow.objects.left_by(day).exclude(pk__in=staged).exclude(removed_on__gte=today)
    erased = 0
    while batch := list(settled.values_list("pk", flat=True)[:BATCH]):
        erased += CensusRow.objects.filter(pk__in=batch).delete()[0]
    return erased


def overwrite() -> None:
    """Empties SQLite's journal, which still holds what was erased; the rows themselves are overwritten at once.

    `secure_delete` does that, see settings. In PostgreSQL autovacuum reuses the space, see docs/privacy.md.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _erase_objected() -> int:
    objected = set(Objection.objects.values_list("profile_key", flat=True))
    people = StagedProfile.objects.values_list("record_key", "person_key") if objected else ()
    records = [record for record, person in people if keys.profile_key(person) in objected]
    for start in range(0, len(records), BATCH):
        StagedProfile.objects.filter(pk__in=records[start : start + BATCH]).delete()
    return len(records)
