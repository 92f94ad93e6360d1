"""The advisers' queue of contact requests: what is overdue, what is due today, what waits."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from explorer import card_words
from explorer.access import Action, may
from explorer.acting import membership_of
from explorer.audience import audience_of
from explorer.contact import handling, words
from explorer.contact.states import NEXT, Outcome, Reason, State, StepError
from explorer.models import ContactCandidate, Membership
from explorer.models.contact import ContactCandidateQuerySet
from profiles.calendar import start_of_day
from profiles.display import LIST_FIELDS
from profiles.models import Origin
from profiles.models.work_list import FIELDS
from profiles.sealed_link import Link, NoLinkError, Opener, OtherRegionError, UnreadableLinkError, open_link
from profiles.sealed_link import Reason as LinkReason


@login_required
@never_cache
@require_safe
def contact_queue(request: HttpRequest) -> HttpResponse:
    """Everything that is open in the adviser's regions, on one screen."""
    adviser, at = _adviser(request), timezone.now()
    rows = _rows(adviser).open().select_related("request", "adviser").order_by("due_at", "pk")
    found = words.queue(rows, at=at, end_of_day=start_of_day(at) + dt.timedelta(days=1))
    groups = (
        ("overdue", _("Te laat"), found.overdue),
        ("today", _("Vandaag"), found.today),
        ("waiting", _("Later, of wacht op de kandidaat"), found.waiting),
        ("introduced", _("Kennisgemaakt"), found.introduced),
    )
    return render(request, "explorer/contact/queue.html", {"groups": groups, "adviser": adviser})


@login_required
@never_cache
@require_safe
def contact_task(request: HttpRequest, request_key: UUID, code: str) -> HttpResponse:
    """One candidate of one request, with the steps that are possible now."""
    return _task(request, _row(request, request_key, code), None)


@login_required
@require_POST
def contact_step(request: HttpRequest, request_key: UUID, code: str) -> HttpResponse:
    """One step: `stap` says which."""
    row, adviser, at = _row(request, request_key, code), _adviser(request), timezone.now()
    try:
        _carry_out(request, row, adviser, at)
    except StepError:
        messages.info(request, _("Een collega was u voor. Zo staat het nu."))
    except (handling.NotOursError, ValueError):
        raise PermissionDenied from None
    return redirect("contact_task", request_key=request_key, code=code)


@login_required
@never_cache
@require_POST
def contact_person(request: HttpRequest, request_key: UUID, code: str) -> HttpResponse:
    """Opens the sealed link, for this request: the Sonar number, on this page only. Logged before it is shown."""
    row, adviser = _row(request, request_key, code), _adviser(request)
    opener = Opener(audience_of(request, origin=Origin.WEB).viewer, frozenset(adviser.regions))
    try:
        link = open_link(profile=row.profile_key, opener=opener, reason=LinkReason.REQUEST, at=timezone.now())
    except (NoLinkError, UnreadableLinkError, OtherRegionError):
        messages.error(request, _("Deze kandidaat is niet meer te vinden."))
        return redirect("contact_task", request_key=request_key, code=code)
    return _task(request, row, link)


def _task(request: HttpRequest, row: ContactCandidate, link: Link | None) -> HttpResponse:
    at, state = timezone.now(), State(row.state)
    context = {
        "view": words.queue_view(row, at=at, end_of_day=start_of_day(at) + dt.timedelta(days=1)),
        "next": {after.value for after in NEXT[state]},
        "reasons": [(one.value, words.reason_text(one)) for one in Reason],
        "outcomes": [(one.value, words.outcome_text(one)) for one in Outcome],
        "fields": [(name, _field(name)) for name in FIELDS],
        "empty": [_field(name) for name in link.empty] if link else [],
        "link": link,
    }
    return render(request, "explorer/contact/task.html", context)


def _carry_out(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    step = request.POST.get("stap", "")
    if step == "refuse":
        return handling.refuse(row=row, adviser=adviser, at=at, reason=Reason(request.POST.get("reden", "")))
    if step == "close":
        return handling.close(row=row, adviser=adviser, at=at, outcome=Outcome(request.POST.get("afloop", "")))
    if step == "doubt":
        handling.doubt(row=row, adviser=adviser, at=at, field=request.POST.get("veld", ""))
        messages.success(request, _("Genoteerd voor de werklijst."))
        return None
    steps = {
        "take": handling.take,
        "hand_back": handling.hand_back,
        "ask": handling.ask_candidate,
        "introduce": handling.introduce,
    }
    if step not in steps:
        raise PermissionDenied
    return steps[step](row=row, adviser=adviser, at=at)


def _adviser(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    if membership is None or not may(request, Action.HANDLE_CONTACT):
        raise PermissionDenied
    return membership


def _rows(adviser: Membership) -> ContactCandidateQuerySet:
    return ContactCandidate.objects.in_queue_of(adviser.regions)


def _row(request: HttpRequest, request_key: UUID, code: str) -> ContactCandidate:
    """One of the adviser's own regions; another's is not found."""
    rows = _rows(_adviser(request)).select_related("request", "adviser", "request__organisation")
    return get_object_or_404(rows, request__key=request_key, code=code)


def _field(name: str) -> str:
    return card_words.list_label(name) if name in LIST_FIELDS else card_words.fact_label(name)
