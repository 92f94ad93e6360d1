"""What advisers do with a candidate in a request: take, hand over, ask, introduce, refuse, close; each step once."""

import datetime as dt

from django.db import transaction

from explorer.contact.states import MEANWHILE, OPEN, Outcome, Reason, Sentence, State, StepError, require_step
from explorer.contact.telling import note_news
from explorer.contact.working_days import REMIND_AFTER, working_days_after
from explorer.models import ContactCandidate, Membership, SonarDoubt
from profiles.models.work_list import FIELDS


class NotOursError(PermissionError):
    """The candidate lies in the queue of another region."""


@transaction.atomic
def take(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """An adviser of the region takes it up, or over from a colleague who is away.

    Raises:
        NotOursError, StepError: see there.
    """
    _give(_locked(row, adviser), adviser, at)


@transaction.atomic
def hand_over(*, row: ContactCandidate, adviser: Membership, to: Membership, at: dt.datetime) -> None:
    """A colleague of the same region goes on with it. The clock goes on as it was."""
    row = _locked(row, adviser)
    if not to.covers(row.region):
        raise NotOursError
    _give(row, to, at)


@transaction.atomic
def hand_back(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """Puts it back into the queue, for whoever is first. The clock goes on as it was."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.RECEIVED)
    _save(row, at, state=State.RECEIVED.value, adviser=None)


@transaction.atomic
def ask_candidate(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """The candidate was asked (once more): the clock of the first answer stops, a reminder is set."""
    row = _locked(row, adviser)
    is_first = State(row.state) is not State.ASKED
    require_step(State(row.state), State.ASKED)
    due = working_days_after(at, REMIND_AFTER)
    _save(row, at, state=State.ASKED.value, adviser=adviser.user, due_at=due, answered_at=row.answered_at or at)
    if is_first:
        note_news(row.request, at)


@transaction.atomic
def say(*, row: ContactCandidate, adviser: Membership, sentence: Sentence, at: dt.datetime) -> None:
    """Tells the asker one of the fixed sentences. It stands until the next step; the clock goes on.

    Raises:
        StepError: there is nothing more to say meanwhile.
    """
    row = _locked(row, adviser)
    if State(row.state) not in MEANWHILE:
        raise StepError(row.state)
    _save(row, at, sentence=sentence.value)
    note_news(row.request, at)


@transaction.atomic
def introduce(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """The candidate agreed, and the introduction has happened; who they are is not written down here."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.INTRODUCED)
    _save(row, at, state=State.INTRODUCED.value, due_at=None)
    note_news(row.request, at)


@transaction.atomic
def refuse(*, row: ContactCandidate, adviser: Membership, reason: Reason, at: dt.datetime) -> None:
    """It is not possible, for one of the fixed reasons."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.IMPOSSIBLE)
    end_without_contact(row=row, at=at, reason=reason)


@transaction.atomic
def close(*, row: ContactCandidate, adviser: Membership, outcome: Outcome, at: dt.datetime) -> None:
    """How it ended; the way back to the person goes with it."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.CLOSED)
    _save(row, at, state=State.CLOSED.value, outcome=outcome.value, profile_key="", due_at=None)
    note_news(row.request, at)


@transaction.atomic
def end_without_contact(*, row: ContactCandidate, at: dt.datetime, reason: Reason = Reason.UNAVAILABLE) -> None:
    """Not possible; the person is forgotten here. Who was introduced stays so, until its outcome is known."""
    row = ContactCandidate.objects.select_for_update(of=("self",)).select_related("request").get(pk=row.pk)
    if State(row.state) is State.INTRODUCED:
        _save(row, row.changed_at, profile_key="", questions=[])
        return
    require_step(State(row.state), State.IMPOSSIBLE)
    values: dict[str, object] = {"reason": reason.value, "profile_key": "", "due_at": None, "questions": []}
    _save(row, at, state=State.IMPOSSIBLE.value, answered_at=row.answered_at or at, **values)
    note_news(row.request, at)


@transaction.atomic
def doubt(*, row: ContactCandidate, adviser: Membership, field: str, at: dt.datetime) -> None:
    """“Profiel in Sonar klopt niet: veld”: counted for the work lists of the region, of nobody in particular.

    Raises:
        ValueError: there is no such field.
    """
    row = _locked(row, adviser)
    if field not in FIELDS:
        raise ValueError(field)
    SonarDoubt.objects.create(region=row.region, field=field, noted_at=at)


def _give(row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    before = State(row.state)
    if before not in OPEN:
        raise StepError(f"{before.value} → {State.TAKEN.value}")
    if before is State.RECEIVED:
        _save(row, at, state=State.TAKEN.value, adviser=adviser.user)
        note_news(row.request, at)
    else:
        _save(row, row.changed_at, adviser=adviser.user)


def _locked(row: ContactCandidate, adviser: Membership) -> ContactCandidate:
    """The row as it is now, held until the transaction ends; of two advisers one is first."""
    found = ContactCandidate.objects.select_for_update(of=("self",)).select_related("request").get(pk=row.pk)
    if found.routed_at is None or not adviser.covers(found.region):
        raise NotOursError
    return found


def _save(row: ContactCandidate, at: dt.datetime, **values: object) -> None:
    """A new state ends what the adviser told meanwhile."""
    said: dict[str, object] = {"sentence": ""} if "state" in values else {}
    for name, value in {**said, **values, "changed_at": at}.items():
        setattr(row, name, value)
    row.save()
