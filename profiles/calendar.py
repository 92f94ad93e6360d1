"""Days as the rules count them: Europe/Amsterdam."""

import datetime as dt
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(at: dt.datetime) -> dt.date:
    """The calendar day in the Netherlands at a moment with a time zone."""
    return at.astimezone(AMSTERDAM).date()
