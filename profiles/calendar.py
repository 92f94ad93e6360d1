"""Days as the rules count them: Europe/Amsterdam."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Clock = Callable[[], dt.datetime]
"""What time it is, asked anew by work that takes long."""


def day_of(at: dt.datetime) -> dt.date:
    """The calendar day in the Netherlands at a moment with a time zone."""
    return at.astimezone(AMSTERDAM).date()
