"""The report for a person who asks who saw their profile: other people's names are in none of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from profiles.audit.lookup import Look
from profiles.calendar import day_of
from profiles.models import AuditAction, Purpose


@dataclass(frozen=True)
class Line:
    """One organisation on one day: when it saw the profile first and last, how often, how, and what for."""

    first: dt.datetime
    last: dt.datetime
    organisation: str
    purpose: str
    actions: str
    times: int


@dataclass(frozen=True)
class Report:
    """Newest day first. Visitors have no account, so of them there are only numbers."""

    lines: tuple[Line, ...]
    organisations: int
    times: int
    visitors: int
    """How many different visits; one person may come more than once."""
    visitor_times: int
    made_on: dt.date
    months: int
    """For how long the log is kept."""


def report_on(looks: Sequence[Look], *, visitor: str, at: dt.datetime, months: int) -> Report:
    """Puts all looks at one person into one report; `visitor` is the role of people without an account."""
    by_visitors = [look for look in looks if look.role == visitor]
    others = [look for look in looks if look.role != visitor]
    return Report(
        lines=_lines(others),
        organisations=len({look.organisation for look in others}),
        times=len(others),
        visitors=len({look.actor for look in by_visitors}),
        visitor_times=len(by_visitors),
        made_on=day_of(at),
        months=months,
    )


def _lines(looks: Sequence[Look]) -> tuple[Line, ...]:
    days: dict[tuple[dt.date, str, str], list[Look]] = {}
    for look in looks:
        days.setdefault((day_of(look.at), look.organisation, look.purpose), []).append(look)
    lines = [_line(organisation, purpose, day) for (_, organisation, purpose), day in days.items()]
    return tuple(sorted(lines, key=lambda line: line.last, reverse=True))


def _line(organisation: str, purpose: str, looks: Sequence[Look]) -> Line:
    """Looks come oldest first."""
    actions = dict.fromkeys(str(AuditAction(look.action).label) for look in looks)
    return Line(
        first=looks[0].at,
        last=looks[-1].at,
        organisation=organisation,
        purpose=str(Purpose(purpose).label),
        actions=", ".join(actions),
        times=len(looks),
    )
