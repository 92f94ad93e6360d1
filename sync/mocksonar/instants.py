"""Days as the feed writes and reads them."""

from datetime import date
from functools import cache

from sync.mocksonar.geography import NEVER


@cache
def iso(day: int) -> str | None:
    """A proleptic ordinal as text; None for NEVER. (There are some 40,000 different days at most.)"""
    return None if day >= NEVER else date.fromordinal(day).isoformat()
