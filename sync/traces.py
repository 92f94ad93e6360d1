"""Keeps under which profile key the person of each Sonar record is published, for questions about who saw them."""

from collections.abc import Iterator

from profiles import keys
from profiles.models import RecordTrace
from profiles.rows import insert
from sync.models import CensusRow, StagedProfile

CHUNK = 2000


def note_traces() -> int:
    """Notes every record of everyone who is staged, their other records too; returns how many are new.

    Runs before a release goes live, so that nobody is shown who could not be asked about.
    """
    return sum(_note(chunk) for chunk in _records())


def _records() -> Iterator[list[tuple[str, str]]]:
    """Record key and person key of everyone who is staged, by record key, chunk by chunk."""
    staged = StagedProfile.objects.values("person_key")
    rows = CensusRow.objects.filter(person_key__in=staged).order_by("record_key")
    after = ""
    while chunk := list(rows.filter(record_key__gt=after).values_list("record_key", "person_key")[:CHUNK]):
        yield chunk
        after = chunk[-1][0]


def _note(records: list[tuple[str, str]]) -> int:
    pairs = {(record, keys.profile_key(person)) for record, person in records}
    known = RecordTrace.objects.filter(record_key__in=[record for record, _ in records])
    new = sorted(pairs - set(known.values_list("record_key", "profile_key")))
    insert([RecordTrace(record_key=record, profile_key=profile) for record, profile in new])
    return len(new)
