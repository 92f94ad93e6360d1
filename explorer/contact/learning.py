"""What became of contact requests: by quarter, for a region or the country; numbers, never a person."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from explorer.contact.states import Outcome, State
from explorer.contact.working_days import ANSWER_WITHIN, working_days_after
from explorer.models import ContactCandidate, SonarDoubt
from profiles.calendar import day_of
from profiles.quarters import Quarter

QUARTERS = 8
"""So many quarters are shown: requests are kept for two years."""
INTRODUCED = frozenset({State.INTRODUCED.value, State.CLOSED.value})


@dataclass(frozen=True)
class Results:
    """Numbers of one quarter or region. `requests` counts a request once, the others count its candidates."""

    label: str
    requests: int
    candidates: int
    in_time: int
    """The first answer came within two working days."""
    late: int
    """It came later, or it is still to come and late already."""
    introduced: int
    hired: int
    trial: int
    not_hired: int
    impossible: int

    @property
    def in_time_percent(self) -> float | None:
        """Of those whose first answer was due; None when none was."""
        due = self.in_time + self.late
        return 100 * self.in_time / due if due else None


def quarter_of(at: dt.datetime) -> Quarter:
    """The quarter in which a moment lies in the Netherlands."""
    day = day_of(at)
    return Quarter(day.year, (day.month + 2) // 3)


def by_quarter(*, region: int | None, at: dt.datetime) -> list[Results]:
    """The quarters in which something was asked, latest first; `region` None is the country, 0 an unknown one."""
    return _results(_rows(region), _quarter, at)[::-1][:QUARTERS]


def by_region(*, quarter: str, at: dt.datetime) -> list[Results]:
    """One quarter ("2026-Q4"), a line per region number ("0": not known) in which something was asked."""
    rows = [row for row in _rows(None) if _quarter(row) == quarter]
    return sorted(_results(rows, lambda row: str(row.region or 0), at), key=lambda one: int(one.label))


def doubts(*, region: int | None) -> dict[str, int]:
    """How often advisers found a field wrong in Sonar, the most frequent first; none is left out."""
    noted = SonarDoubt.objects.all() if region is None else SonarDoubt.objects.filter(region=region or None)
    counts = noted.values_list("field").annotate(number=Count("pk")).order_by("-number", "field")
    return dict(counts)


def _rows(region: int | None) -> list[ContactCandidate]:
    rows = ContactCandidate.objects.exclude(routed_at=None).select_related("request")
    return list(rows if region is None else rows.filter(region=region or None))


def _quarter(row: ContactCandidate) -> str:
    return str(quarter_of(row.request.asked_at))


def _results(
    rows: Iterable[ContactCandidate], label_of: Callable[[ContactCandidate], str], at: dt.datetime
) -> list[Results]:
    ordered = sorted(rows, key=label_of)
    return [_counted(label, list(group), at) for label, group in groupby(ordered, key=label_of)]


def _counted(label: str, rows: list[ContactCandidate], at: dt.datetime) -> Results:
    answers = list(_answers(rows, at))
    outcomes = [row.outcome for row in rows]
    return Results(
        label=label,
        requests=len({row.request_id for row in rows}),
        candidates=len(rows),
        in_time=answers.count(True),
        late=answers.count(False),
        introduced=sum(row.state in INTRODUCED for row in rows),
        hired=outcomes.count(Outcome.HIRED.value),
        trial=outcomes.count(Outcome.TRIAL.value),
        not_hired=outcomes.count(Outcome.NOT_HIRED.value),
        impossible=sum(row.state == State.IMPOSSIBLE.value for row in rows),
    )


def _answers(rows: Iterable[ContactCandidate], at: dt.datetime) -> Iterator[bool]:
    """Whether each first answer was in time; what is not due yet says nothing."""
    for row in rows:
        asked_at = row.routed_at if row.is_suggested else row.request.confirmed_at
        due = working_days_after(asked_at or row.request.asked_at, ANSWER_WITHIN)
        if row.answered_at is not None or due < at:
            yield row.answered_at is not None and row.answered_at <= due
