"""Keeps under which profile key the person of each Sonar record is published, for questions about who saw them."""

from collections.abc import Iterator

from django.db import transaction

from profiles import keys
from profiles.models import RecordTrace
from profiles.rows import insert_values
from sync.models import CensusRow, StagedProfile

CHUNK = 2000
BATCH = 2000  # short rows; a larger batch writes the index by person fewer times

Pair = tuple[str, str]


def note_traces() -> int:
    """Notes every record of everyone who is staged, their other records too; returns how many are new.

    Runs before a release goes live, so that nobody is shown who could not be asked about.
    """
    staged = set(StagedProfile.objects.values_list("person_key", flat=True))
    return sum(_note([pair for pair in chunk if pair[1] in staged]) for chunk in _records())


def _records() -> Iterator[list[Pair]]:
    """Record key and person key of every record, by record key, chunk by chunk."""
    rows, after = CensusRow.objects.order_by("record_key"), ""
    while chunk := list(rows.filter(record_key__gt=after).values_list("record_key", "person_key")[:CHUNK]):
        yield chunk
        after = chunk[-1][0]


def _note(records: list[Pair]) -> int:
    if not records:
        return 0
    stretch = RecordTrace.objects.filter(record_key__gte=records[0][0], record_key__lte=records[-1][0])
    known = set(stretch.values_list("record_key", "profile_key"))
    pairs = ((record, keys.profile_key(person)) for record, person in records)
    new = [pair for pair in pairs if pair not in known]
    for start in range(0, len(new), BATCH):
        with transaction.atomic():
            insert_values(RecordTrace, ("record_key", "profile_key"), new[start : start + BATCH])
    return len(new)
