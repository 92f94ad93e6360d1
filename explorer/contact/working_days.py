"""Working days in the Netherlands: Monday to Friday, without the official holidays. Plain Python."""

import datetime as dt

import holidays

from profiles.calendar import AMSTERDAM

ANSWER_WITHIN = 2
"""Working days to the first answer (the service norm of the employer service points)."""
REMIND_AFTER = 5
"""Working days without news of a candidate who was asked, after which the adviser is reminded."""
_HOLIDAYS = holidays.country_holidays("NL")


def is_working_day(day: dt.date) -> bool:
    """Whether the service point works that day."""
    return day.weekday() < 5 and day not in _HOLIDAYS


def working_days_after(start: dt.datetime, number: int) -> dt.datetime:
    """The same time of the day, so many working days later.

    What arrives on a day off counts from the start of the next working day.
    """
    local = start.astimezone(AMSTERDAM)
    if not is_working_day(local.date()):
        local = dt.datetime.combine(_next(local.date()), dt.time(), AMSTERDAM)
    day = local.date()
    for _ in range(number):
        day = _next(day)
    return dt.datetime.combine(day, local.time(), AMSTERDAM)


def _next(day: dt.date) -> dt.date:
    day += dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day
