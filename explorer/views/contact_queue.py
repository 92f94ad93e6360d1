"""The advisers' queue of contact requests, and each adviser's own absence."""

import datetime as dt
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from explorer.access import Action, may
from explorer.acting import membership_of
from explorer.contact import colleagues, handling
from explorer.contact.queue import QueueClock, parts_of
from explorer.contact.states import StepError
from explorer.models import ContactCandidate, Membership
from explorer.models.contact import ContactCandidateQuerySet
from profiles.calendar import day_of
from profiles.vocabularies import reference

MINE = "mijn"
LONGEST_AWAY = dt.timedelta(days=366)


@login_required
@never_cache
@require_safe
def contact_queue(request: HttpRequest) -> HttpResponse:
    """Everything that is open in the adviser's regions, or with `?wie=mijn` what they took, on one screen."""
    adviser, at = adviser_of(request), timezone.now()
    rows = list(rows_of(adviser).open().select_related("request", "adviser").order_by("due_at", "pk"))
    mine = [row for row in rows if row.adviser_id == adviser.user_id]
    is_mine = request.GET.get("wie") == MINE
    clock = QueueClock(at, colleagues.away(day_of(at)))
    context = {
        "parts": parts_of(mine if is_mine else rows, clock),
        "is_mine": is_mine,
        "all_number": len(rows),
        "mine_number": len(mine),
        "away_until": colleagues.away_until(adviser, day_of(at)),
        "today": day_of(at),
        "regions": [reference().regions[number] for number in adviser.regions if number in reference().regions],
    }
    return render(request, "explorer/contact/queue.html", context)


@login_required
@require_POST
def take_request(request: HttpRequest, request_key: UUID) -> HttpResponse:
    """Takes up every candidate of a request that lies free in the adviser's regions."""
    adviser, at = adviser_of(request), timezone.now()
    free = rows_of(adviser).open().filter(request__key=request_key, adviser=None).order_by("pk")
    taken = sum(_is_taken(row, adviser, at) for row in free)
    messages.success(request, _("Opgepakt.")) if taken else messages.info(request, _("Een collega was u voor."))
    return redirect("contact_queue")


@login_required
@require_POST
def contact_absence(request: HttpRequest) -> HttpResponse:
    """Says until when the adviser is away (`tot`); an empty day is that they are back."""
    adviser, today = adviser_of(request), day_of(timezone.now())
    day = forms.DateField(required=False)
    try:
        until = day.clean(request.POST.get("tot", ""))
    except forms.ValidationError:
        until = today - dt.timedelta(days=1)
    if until is not None and not today <= until <= today + LONGEST_AWAY:
        messages.error(request, _("Kies een dag vanaf vandaag, hooguit een jaar vooruit."))
    else:
        colleagues.be_away(adviser=adviser, until=until)
    return redirect("contact_queue")


def adviser_of(request: HttpRequest) -> Membership:
    """Whoever handles contact requests; others are refused."""
    membership = membership_of(request)
    if membership is None or not may(request, Action.HANDLE_CONTACT):
        raise PermissionDenied
    return membership


def rows_of(adviser: Membership) -> ContactCandidateQuerySet:
    """What lies in the queues of the adviser's regions."""
    return ContactCandidate.objects.in_queue_of(adviser.regions)


def row_of(request: HttpRequest, request_key: UUID, code: str) -> ContactCandidate:
    """One of the adviser's own regions; another's is not found."""
    rows = rows_of(adviser_of(request)).select_related("request", "adviser", "request__organisation")
    return get_object_or_404(rows, request__key=request_key, code=code)


def _is_taken(row: ContactCandidate, adviser: Membership, at: dt.datetime) -> bool:
    try:
        handling.take(row=row, adviser=adviser, at=at)
    except StepError:
        return False
    return True
