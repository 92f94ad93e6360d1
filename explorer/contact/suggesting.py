"""“Ook geschikt”: an adviser adds a candidate to a request, by a reference that the adviser knows."""

import datetime as dt

from django.db import transaction

from explorer.contact.asking import MOST_CANDIDATES
from explorer.contact.handling import NotOursError
from explorer.contact.states import MEANWHILE, State, StepError
from explorer.contact.telling import note_news
from explorer.locks import lock
from explorer.models import ContactCandidate, ContactRequest, Membership
from explorer.references import UnknownReferenceError, give_reference, profile_key_of

MOST_SUGGESTED = MOST_CANDIDATES
"""So many can be added to one request."""


class DecidedError(StepError):
    """In this request it was decided already about that candidate."""


@transaction.atomic
def suggest(
    *, row: ContactCandidate, adviser: Membership, viewer: str, code: str, at: dt.datetime
) -> ContactCandidate:
    """Adds whom the adviser (`viewer`) knows as `code`, under the asker's own reference; twice is once.

    The new candidate goes into the queue of their own region, as every other.

    Raises:
        NotOursError, StepError, DecidedError: see there.
        UnknownReferenceError: the adviser knows nobody by that reference, or that person is no longer shown.
    """
    if not adviser.covers(row.region):
        raise NotOursError
    request = ContactRequest.objects.select_for_update(of=("self",)).get(pk=row.request_id)
    profile = profile_key_of(viewer=viewer, code=code)
    known = request.candidates.filter(profile_key=profile).first()
    if known is not None:
        return known
    _require_room(row, request)
    lock([request.viewer])
    own = give_reference(viewer=request.viewer, profile=profile, at=at)
    if request.candidates.filter(code=own).exists():  # whose profile key went when the matter ended
        raise DecidedError(code)
    added = ContactCandidate(request=request, profile_key=profile, code=own, is_suggested=True, changed_at=at)
    added.save()
    if ContactCandidate.objects.filter(pk=added.pk).no_longer_shown().exists():
        raise UnknownReferenceError(code)
    note_news(request, at)
    return added


def _require_room(row: ContactCandidate, request: ContactRequest) -> None:
    if State(row.state) not in MEANWHILE or request.candidates.filter(is_suggested=True).count() >= MOST_SUGGESTED:
        raise StepError(row.state)
