"""What a run must be to be released: complete, and made of records that can be read."""

from sync.models import SyncRun

MOST_QUARANTINED = 0.01
MOST_MISSING = 0.05
FEW = 10
"""So few bad records stop nothing: a delta may be small."""


class IncompleteError(Exception):
    """The feed gave more or less than it announced, so nothing can be said of who is absent."""


class BadDataError(Exception):
    """So much cannot be read that the feed itself must have changed."""


def check(run: SyncRun) -> None:
    """Looks at what a run read.

    Raises:
        IncompleteError: the parts do not add up to what the feed announced for the whole.
        BadDataError: more than 1% is in quarantine, or more than 5% lacks the key of a field.
    """
    parts = list(run.shards.values_list("total", "read"))
    if any(total != read for total, read in parts) or run.read != run.total:
        raise IncompleteError(f"The feed announced {run.total} records and gave {run.read}. Start a new run.")
    if is_much(run.quarantined, run.read, MOST_QUARANTINED):
        raise BadDataError(f"{run.quarantined} of {run.read} records cannot be used. Look at the quarantine.")
    for field, records in sorted(run.missing_keys.items()):
        if is_much(records, run.read, MOST_MISSING):
            raise BadDataError(
                f"{records} of {run.read} records lack the field {field}. Ask what changed in the feed."
            )


def is_much(records: int, of: int, share: float) -> bool:
    """Whether so many bad records are more than a feed may have."""
    return records > FEW and records > share * of
