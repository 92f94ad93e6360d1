"""Contact requests in words, for the asker's pages and for the adviser's."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.contact.states import UNANSWERED, Outcome, Reason, State
from explorer.models import ContactCandidate


@dataclass(frozen=True)
class CandidateView:
    """One candidate as the asker sees it: reference and state; nothing of region or person."""

    code: str
    state: str
    text: str
    is_over: bool
    questions: tuple[str, ...]


@dataclass(frozen=True)
class QueueView:
    """One candidate in an adviser's queue."""

    row: ContactCandidate
    state: str
    is_overdue: bool
    is_today: bool


@dataclass(frozen=True)
class Queue:
    """An adviser's queue on one screen."""

    overdue: tuple[QueueView, ...]
    today: tuple[QueueView, ...]
    waiting: tuple[QueueView, ...]
    introduced: tuple[QueueView, ...]


def candidate_view(row: ContactCandidate) -> CandidateView:
    """In words of the asker."""
    state = State(row.state)
    over = state in (State.IMPOSSIBLE, State.CLOSED)
    return CandidateView(row.code, state.value, asker_text(row), over, tuple(row.questions))


def asker_text(row: ContactCandidate) -> str:
    """Where a candidate is, and why when it was not possible."""
    if row.state == State.IMPOSSIBLE.value:
        return reason_text(Reason(row.reason))
    if row.state == State.CLOSED.value:
        return outcome_text(Outcome(row.outcome))
    return {
        State.RECEIVED: _("Ontvangen. Binnen twee werkdagen hoort u iets."),
        State.TAKEN: _("Een adviseur is ermee bezig."),
        State.ASKED: _("Aan de kandidaat gevraagd. Wij wachten op antwoord."),
        State.INTRODUCED: _("U hebt kennisgemaakt."),
    }[State(row.state)]


def reason_text(reason: Reason) -> str:
    """The fixed sentences with which something is not possible."""
    return {
        Reason.UNAVAILABLE: _("Deze kandidaat is nu niet beschikbaar."),
        Reason.WORK_DIFFERS: _("Het werk past nu niet bij deze kandidaat."),
        Reason.FILLED: _("Het werk is al vergeven."),
    }[reason]


def outcome_text(outcome: Outcome) -> str:
    """How it ended."""
    return {
        Outcome.HIRED: _("Aangenomen."),
        Outcome.TRIAL: _("Op proef aan het werk."),
        Outcome.NOT_HIRED: _("Niet aangenomen."),
    }[outcome]


def queue(rows: Iterable[ContactCandidate], *, at: dt.datetime, end_of_day: dt.datetime) -> Queue:
    """Sorted into overdue, today and waiting; who was introduced waits for the outcome, without a clock."""
    views = [queue_view(row, at=at, end_of_day=end_of_day) for row in rows]
    introduced = tuple(view for view in views if view.row.state == State.INTRODUCED.value)
    running = [view for view in views if view not in introduced]
    return Queue(
        overdue=tuple(view for view in running if view.is_overdue),
        today=tuple(view for view in running if view.is_today),
        waiting=tuple(view for view in running if not view.is_overdue and not view.is_today),
        introduced=introduced,
    )


def queue_view(row: ContactCandidate, *, at: dt.datetime, end_of_day: dt.datetime) -> QueueView:
    """One row with its clock."""
    is_overdue = row.due_at is not None and row.due_at < at
    is_today = row.due_at is not None and not is_overdue and row.due_at <= end_of_day
    return QueueView(row, _adviser_text(row), is_overdue, is_today)


def _adviser_text(row: ContactCandidate) -> str:
    if State(row.state) in UNANSWERED:
        return _("nog geen antwoord gegeven") if row.adviser_id else _("nog niet opgepakt")
    if row.state == State.ASKED.value:
        return _("wacht op de kandidaat")
    return _("kennisgemaakt: hoe liep het af?") if row.state == State.INTRODUCED.value else asker_text(row)
