"""An adviser's queue of contact requests: what is overdue, due today, waiting, or waits for its outcome."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import formats
from django.utils.translation import gettext as _

from explorer.contact.states import UNANSWERED, State
from explorer.contact.words import asker_text
from explorer.models import ContactCandidate, ContactRequest
from profiles.calendar import AMSTERDAM, day_of, start_of_day


@dataclass(frozen=True)
class QueueClock:
    """Now, and who of the advisers is away today."""

    at: dt.datetime
    away: frozenset[int] = frozenset()

    @property
    def end_of_day(self) -> dt.datetime:
        return start_of_day(self.at) + dt.timedelta(days=1)


@dataclass(frozen=True)
class QueueView:
    """One candidate in an adviser's queue, in words."""

    row: ContactCandidate
    state: str
    due: str
    is_overdue: bool
    """The first answer is late."""
    is_today: bool
    """The first answer is due today, or it is time to ask the candidate once more."""
    is_away: bool
    """Whoever took it is away."""


@dataclass(frozen=True)
class Asking:
    """The candidates of one request in one part of the queue."""

    request: ContactRequest
    views: tuple[QueueView, ...]

    @property
    def can_be_taken(self) -> bool:
        return any(view.row.adviser_id is None for view in self.views)


@dataclass(frozen=True)
class Part:
    """One heading of the queue."""

    name: str
    title: str
    askings: tuple[Asking, ...]

    @property
    def number(self) -> int:
        return sum(len(one.views) for one in self.askings)


def parts_of(rows: Iterable[ContactCandidate], clock: QueueClock) -> tuple[Part, ...]:
    """The whole queue, each row in one part of it; rows come with what is due first at the front."""
    views = [queue_view(row, clock) for row in rows]
    titles = (
        ("overdue", _("Te laat")),
        ("today", _("Vandaag")),
        ("waiting", _("Later")),
        ("introduced", _("Kennisgemaakt: hoe liep het af?")),
    )
    return tuple(Part(name, title, _askings([one for one in views if _part(one) == name])) for name, title in titles)


def queue_view(row: ContactCandidate, clock: QueueClock) -> QueueView:
    """One row with its clock."""
    is_due = row.due_at is not None and row.due_at <= clock.end_of_day
    is_overdue = State(row.state) in UNANSWERED and row.due_at is not None and row.due_at < clock.at
    return QueueView(
        row=row,
        state=_state(row),
        due=_due(row, clock, is_overdue=is_overdue),
        is_overdue=is_overdue,
        is_today=is_due and not is_overdue,
        is_away=row.adviser_id in clock.away,
    )


def _part(view: QueueView) -> str:
    if view.row.state == State.INTRODUCED.value:
        return "introduced"
    return "overdue" if view.is_overdue else "today" if view.is_today else "waiting"


def _askings(views: Sequence[QueueView]) -> tuple[Asking, ...]:
    """Together what belongs to one request, in the order of what is due first."""
    first: dict[int, int] = {}
    for place, view in enumerate(views):
        first.setdefault(view.row.request_id, place)
    together = sorted(views, key=lambda view: first[view.row.request_id])
    grouped = groupby(together, key=lambda view: view.row.request_id)
    return tuple(_asking(list(of_request)) for _request, of_request in grouped)


def _asking(views: list[QueueView]) -> Asking:
    return Asking(views[0].row.request, tuple(views))


def _state(row: ContactCandidate) -> str:
    texts = {
        State.RECEIVED: _("nog niet opgepakt"),
        State.TAKEN: _("opgepakt"),
        State.ASKED: _("wacht op de kandidaat"),
        State.INTRODUCED: _("kennisgemaakt"),
    }
    return texts.get(State(row.state)) or asker_text(row)


def _due(row: ContactCandidate, clock: QueueClock, *, is_overdue: bool) -> str:
    if row.due_at is None:
        return ""
    local = row.due_at.astimezone(AMSTERDAM)
    day, hour = formats.date_format(local, "l j F"), formats.date_format(local, "H:i")
    if State(row.state) is State.ASKED:
        is_time = row.due_at <= clock.end_of_day
        return _("vraag de kandidaat nog eens") if is_time else _("herinnering op %(day)s") % {"day": day}
    if is_overdue:
        return _("antwoord te laat sinds %(day)s") % {"day": day}
    if day_of(row.due_at) == day_of(clock.at):
        return _("antwoord vandaag vóór %(hour)s") % {"hour": hour}
    return _("antwoord vóór %(day)s, %(hour)s") % {"day": day, "hour": hour}
