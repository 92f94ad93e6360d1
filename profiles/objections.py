"""Objections, in the database and in a journal beside it: none is lost with a database that has to be restored."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from profiles.models import Objection
from profiles.withdraw import withdraw

MADE, TAKEN_BACK = "made", "taken back"


def make(*, profile: str, region: int | None, at: dt.datetime) -> None:
    """A person (keyed) objects: hidden at once in all that is served, and left out of every later release.

    Raises:
        OSError: the journal cannot be written; then nothing is recorded, and the person must be told to try again.
    """
    with transaction.atomic():
        Objection.objects.get_or_create(profile_key=profile, defaults={"made_at": at, "region": region})
        withdraw(people=[profile])
        _note(MADE, profile, region, at)


def take_back(objection: Objection, *, at: dt.datetime) -> None:
    """The person may be shown again, from the next release on.

    Noted when it is committed, and an objection before: whatever fails in between, a restore hides one too many.

    Raises:
        OSError: the journal cannot be written; it is taken back all the same, and comes back after a restore.
    """
    objection.delete()
    _note(TAKEN_BACK, objection.profile_key, objection.region, at)


def replay() -> int:
    """Makes the objections of the database those of the journal, after a restore; how many are new or gone by it.

    The last line about a person counts. People of whom the journal says nothing keep the objection of the backup.

    Raises:
        OSError, ValueError: the journal cannot be read; nothing is changed then.
    """
    last = {line["profile"]: line for line in _read()}
    made = {profile: line for profile, line in last.items() if line["kind"] == MADE}
    with transaction.atomic():
        gone = Objection.objects.filter(profile_key__in=last.keys() - made.keys()).delete()[0]
        known = set(Objection.objects.filter(profile_key__in=made).values_list("profile_key", flat=True))
        new = [_objection(line) for profile, line in made.items() if profile not in known]
        Objection.objects.bulk_create(new)
    return gone + len(new)


def journal() -> Path:
    """Where the journal is: one file for all staff processes, backed up apart from the database."""
    return Path(settings.OBJECTION_JOURNAL)


def _note(kind: str, profile: str, region: int | None, at: dt.datetime) -> None:
    """One line, on the disk before the answer is given. Keyed hashes only."""
    line = json.dumps({"at": at.isoformat(), "kind": kind, "profile": profile, "region": region})
    journal().parent.mkdir(parents=True, exist_ok=True)
    file = os.open(journal(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, f"{line}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def _read() -> Iterator[dict[str, Any]]:
    if journal().exists():
        yield from map(json.loads, journal().read_text(encoding="utf-8").splitlines())


def _objection(line: dict[str, Any]) -> Objection:
    at = dt.datetime.fromisoformat(line["at"])
    return Objection(profile_key=line["profile"], made_at=at, region=line["region"])
