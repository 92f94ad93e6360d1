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


def start_of_day(at: dt.datetime) -> dt.datetime:
    """Midnight in the Netherlands before a moment with a time zone."""
    return dt.datetime.combine(day_of(at), dt.time(), AMSTERDAM)


def seconds_left_of_day(at: dt.datetime) -> int:
    """Whole seconds until the next midnight in the Netherlands, at least one."""
    tomorrow = dt.datetime.combine(day_of(at) + dt.timedelta(days=1), dt.time(), AMSTERDAM)
    return max(1, int((tomorrow - at.astimezone(dt.UTC)).total_seconds()))
