"""One candidate of one contact request, as an adviser of the region handles it."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from explorer import card_words
from explorer.accounts.check import check
from explorer.audience import audience_of
from explorer.candidate_page import names_of_empty
from explorer.contact import handling, words
from explorer.contact.choosing import card_of
from explorer.contact.colleagues import away, colleagues
from explorer.contact.queue import QueueClock, queue_view
from explorer.contact.states import MEANWHILE, NEXT, OPEN, Outcome, Reason, Sentence, State, StepError
from explorer.contact.suggesting import DecidedError, suggest
from explorer.models import ContactCandidate, Membership
from explorer.page_values import CardView
from explorer.references import UnknownReferenceError
from explorer.search.find import Look, NotReadyError
from explorer.views.contact_queue import adviser_of, row_of, rows_of
from profiles.calendar import day_of
from profiles.models import AuditAction, Origin
from profiles.models.work_list import FIELDS
from profiles.sealed_link import Link, NoLinkError, Opener, OtherRegionError, UnreadableLinkError, open_link
from profiles.sealed_link import Reason as LinkReason

Step = Callable[[HttpRequest, ContactCandidate, Membership, dt.datetime], None]


@login_required
@never_cache
@require_safe
def contact_task(request: HttpRequest, request_key: UUID, code: str) -> HttpResponse:
    """One candidate of one request, with the steps that are possible now."""
    return _task(request, row_of(request, request_key, code), None)


@login_required
@require_POST
def contact_step(request: HttpRequest, request_key: UUID, code: str) -> HttpResponse:
    """One step: `stap` says which."""
    row, adviser = row_of(request, request_key, code), adviser_of(request)
    step = STEPS.get(request.POST.get("stap", ""))
    if step is None:
        raise PermissionDenied
    try:
        step(request, row, adviser, timezone.now())
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
    row, adviser = row_of(request, request_key, code), adviser_of(request)
    opener = Opener(audience_of(request, origin=Origin.WEB).viewer, frozenset(adviser.regions))
    try:
        link = open_link(profile=row.profile_key, opener=opener, reason=LinkReason.REQUEST, at=timezone.now())
    except (NoLinkError, UnreadableLinkError, OtherRegionError):
        messages.error(request, _("Deze kandidaat is niet meer te vinden."))
        return redirect("contact_task", request_key=request_key, code=code)
    return _task(request, row, link)


def _task(request: HttpRequest, row: ContactCandidate, link: Link | None) -> HttpResponse:
    adviser, at, state = adviser_of(request), timezone.now(), State(row.state)
    today = day_of(at)
    others = rows_of(adviser).filter(request=row.request).exclude(pk=row.pk).order_by("pk")
    clock = QueueClock(at, away(today))
    context = {
        "view": queue_view(row, clock),
        "asked": row.request,
        "card": _card(request, row),
        "is_mine": row.adviser_id == adviser.user_id,
        "is_open": state in OPEN,
        "next": {after.value for after in NEXT[state]},
        "colleagues": colleagues(adviser=adviser, region=row.region, on=today) if state in OPEN else [],
        "others": [queue_view(other, clock) for other in others],
        "sentences": [(one.value, words.sentence_text(one)) for one in Sentence] if state in MEANWHILE else [],
        "reasons": [(one.value, words.reason_text(one)) for one in Reason],
        "outcomes": [(one.value, words.outcome_text(one)) for one in Outcome],
        "fields": [(name, card_words.label_of(name)) for name in FIELDS],
        "empty": names_of_empty(link.empty) if link else (),
        "link": link,
    }
    return render(request, "explorer/contact/task.html", context)


def _card(request: HttpRequest, row: ContactCandidate) -> CardView | None:
    """The card in the adviser's own reference, logged as every showing; None when there is none (any more)."""
    if not row.profile_key:
        return None
    look = Look(audience_of(request, origin=Origin.WEB), AuditAction.CONTACT, timezone.now())
    try:
        return card_of(row.profile_key, look)
    except NotReadyError:
        return None


def _take(_request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.take(row=row, adviser=adviser, at=at)


def _hand_back(_request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.hand_back(row=row, adviser=adviser, at=at)


def _hand_over(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    found = colleagues(adviser=adviser, region=row.region, on=day_of(at))
    chosen = [one for one in found if str(one.pk) == request.POST.get("collega")]
    if not chosen:
        raise PermissionDenied
    handling.hand_over(row=row, adviser=adviser, to=chosen[0], at=at)
    messages.success(request, _("Overgedragen."))


def _ask(_request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.ask_candidate(row=row, adviser=adviser, at=at)


def _say(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.say(row=row, adviser=adviser, sentence=Sentence(request.POST.get("zin", "")), at=at)
    messages.success(request, _("Dit staat nu op de pagina van de werkgever."))


def _introduce(_request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.introduce(row=row, adviser=adviser, at=at)


def _refuse(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.refuse(row=row, adviser=adviser, at=at, reason=Reason(request.POST.get("reden", "")))


def _close(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.close(row=row, adviser=adviser, at=at, outcome=Outcome(request.POST.get("afloop", "")))


def _doubt(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    handling.doubt(row=row, adviser=adviser, at=at, field=request.POST.get("veld", ""))
    messages.success(request, _("Genoteerd voor de werklijst."))


def _suggest(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    viewer, code = audience_of(request, origin=Origin.WEB).viewer.key, request.POST.get("nummer", "")
    try:
        suggest(row=row, adviser=adviser, viewer=viewer, code=code, at=at)
    except UnknownReferenceError:
        messages.error(
            request, _("Dit profielnummer kent u niet. Zoek de kandidaat eerst op; dan ziet u het nummer.")
        )
    except DecidedError:
        messages.info(request, _("Over deze kandidaat is bij deze vraag al beslist."))
    except StepError:
        messages.info(request, _("Bij deze vraag kan niemand meer worden toegevoegd."))
    else:
        messages.success(request, _("Toegevoegd als ‘ook geschikt’."))


def _check(request: HttpRequest, row: ContactCandidate, adviser: Membership, at: dt.datetime) -> None:
    """At an organisation's first request somebody looks at who it is; from then on it has its whole budget."""
    if row.request.organisation is not None:
        check(organisation=row.request.organisation, by=adviser.user.get_username(), at=at)
        messages.success(request, _("Genoteerd: u heeft deze organisatie gecontroleerd."))


STEPS: dict[str, Step] = {
    "check": _check,
    "take": _take,
    "hand_back": _hand_back,
    "hand_over": _hand_over,
    "ask": _ask,
    "say": _say,
    "introduce": _introduce,
    "refuse": _refuse,
    "close": _close,
    "doubt": _doubt,
    "suggest": _suggest,
}
