"""Keeps under which profile key the person of each Sonar record is published, for questions about who saw them."""

from collections.abc import Iterator

from django.db import transaction

from profiles import keys
from profiles.models import RecordTrace
from profiles.rows import insert_values
from sync.models import CensusRow, StagedProfile

CHUNK = 2000
BATCH = 500


def note_traces() -> int:
    """Notes every record of everyone who is staged, their other records too; returns how many are new.

    Runs before a release goes live, so that nobody is shown who could not be asked about.
    """
    staged = set(StagedProfile.objects.values_list("person_key", flat=True))
    return sum(_note([pair for pair in chunk if pair[1] in staged]) for chunk in _records())


def _records() -> Iterator[list[tuple[str, str]]]:
    """Record key and person key of every record, by record key, chunk by chunk."""
    rows, after = CensusRow.objects.order_by("record_key"), ""
    while chunk := list(rows.filter(record_key__gt=after).values_list("record_key", "person_key")[:CHUNK]):
        yield chunk
        after = chunk[-1][0]


def _note(records: list[tuple[str, str]]) -> int:
    known = RecordTrace.objects.filter(record_key__in=[record for record, _ in records])
    pairs = {(record, keys.profile_key(person)) for record, person in records}
    new = sorted(pairs - set(known.values_list("record_key", "profile_key")))
    for start in range(0, len(new), BATCH):
        with transaction.atomic():
            insert_values(RecordTrace, ("record_key", "profile_key"), new[start : start + BATCH])
    return len(new)
