"""What advisers do with a candidate in a request: take, hand over, ask, introduce, refuse, close; each step once."""

import datetime as dt
from enum import Enum

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from explorer.contact.states import Outcome, Reason, State, require_step
from explorer.contact.working_days import REMIND_AFTER, working_days_after
from explorer.mail.links import address_of
from explorer.mail.outbox import post
from explorer.models import ContactCandidate, ContactRequest, Membership, SonarDoubt
from profiles.models.work_list import FIELDS


class News(Enum):
    """What the asker gets a mail about."""

    RECEIVED = "received"
    CHANGED = "changed"


class NotOursError(PermissionError):
    """The candidate lies in the queue of another region."""


@transaction.atomic
def take(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """An adviser of the region takes it up, or over from a colleague who is away.

    Raises:
        NotOursError, StepError: see there.
    """
    row = _locked(row, adviser)
    after = State.TAKEN if State(row.state) in (State.RECEIVED, State.TAKEN) else State(row.state)
    if after is State.TAKEN:
        require_step(State(row.state), after)
    _save(row, at, state=after.value, adviser=adviser.user)
    if after is State.TAKEN:
        tell(row.request, News.CHANGED)


@transaction.atomic
def hand_back(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """Puts it back into the queue, for a colleague. The clock goes on as it was."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.RECEIVED)
    _save(row, at, state=State.RECEIVED.value, adviser=None)


@transaction.atomic
def ask_candidate(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """The candidate was asked: the clock of the first answer stops, a reminder is set."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.ASKED)
    due = working_days_after(at, REMIND_AFTER)
    _save(row, at, state=State.ASKED.value, adviser=adviser.user, due_at=due, answered_at=row.answered_at or at)
    tell(row.request, News.CHANGED)


@transaction.atomic
def introduce(*, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """The candidate agreed, and the introduction has happened; who they are is not written down here."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.INTRODUCED)
    _save(row, at, state=State.INTRODUCED.value, due_at=None)
    tell(row.request, News.CHANGED)


@transaction.atomic
def refuse(*, row: ContactCandidate, adviser: Membership, reason: Reason, at: dt.datetime) -> None:
    """It is not possible, for one of the fixed reasons."""
    end_without_contact(row=_locked(row, adviser), at=at, reason=reason)


@transaction.atomic
def close(*, row: ContactCandidate, adviser: Membership, outcome: Outcome, at: dt.datetime) -> None:
    """How it ended; the way back to the person goes with it."""
    row = _locked(row, adviser)
    require_step(State(row.state), State.CLOSED)
    _save(row, at, state=State.CLOSED.value, outcome=outcome.value, profile_key="", due_at=None)
    tell(row.request, News.CHANGED)


@transaction.atomic
def end_without_contact(*, row: ContactCandidate, at: dt.datetime, reason: Reason = Reason.UNAVAILABLE) -> None:
    """Not possible; the person is forgotten here. Who was introduced stays so, until its outcome is known."""
    row = ContactCandidate.objects.select_for_update().select_related("request").get(pk=row.pk)
    if State(row.state) is State.INTRODUCED:
        _save(row, row.changed_at, profile_key="", questions=[])
        return
    require_step(State(row.state), State.IMPOSSIBLE)
    values: dict[str, object] = {
        "state": State.IMPOSSIBLE.value,
        "reason": reason.value,
        "profile_key": "",
        "due_at": None,
    }
    _save(row, at, answered_at=row.answered_at or at, questions=[], **values)
    tell(row.request, News.CHANGED)


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


def tell(request: ContactRequest, news: News) -> None:
    """A mail that something happened, with a link and nothing else; within the transaction that made it happen."""
    address = request.asker.email if request.asker else request.address
    if not address:
        return
    subjects = {News.RECEIVED: _("Uw contactverzoek is ontvangen"), News.CHANGED: _("Nieuws over uw contactverzoek")}
    text = _("Hallo,\n\nHier ziet u hoe het met uw contactverzoek staat:\n\n%(link)s") % {
        "link": address_of(reverse("contact_request", args=[request.key]))
    }
    post(to=address, subject=subjects[news], text=text, kind="contact")


def _locked(row: ContactCandidate, adviser: Membership) -> ContactCandidate:
    """The row as it is now, held until the transaction ends; of two advisers one is first."""
    found = ContactCandidate.objects.select_for_update(of=("self",)).select_related("request").get(pk=row.pk)
    if found.routed_at is None or not adviser.covers(found.region):
        raise NotOursError
    return found


def _save(row: ContactCandidate, at: dt.datetime, **values: object) -> None:
    for name, value in {**values, "changed_at": at}.items():
        setattr(row, name, value)
    row.save()
