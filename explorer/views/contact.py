"""Asking for contact with candidates, and seeing how it stands."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from explorer.access import Action, may, refuse
from explorer.accounts import mail_limit
from explorer.acting import membership_of
from explorer.audience import Audience, audience_of
from explorer.contact import asking, choosing
from explorer.contact.choosing import Chosen
from explorer.contact.forms import ContactForm
from explorer.contact.words import candidate_view
from explorer.filters import PLUS_BY_DEFAULT, searched_if_valid
from explorer.holder import holder_of
from explorer.models import ContactCandidate, ContactRequest, ShortlistEntry
from explorer.network import network_of
from explorer.search.find import Look, NotReadyError
from profiles.calendar import day_of
from profiles.models import AuditAction, Origin

CANDIDATE = "kandidaat"
"""The parameter of addresses and form that holds a reference; several times for several candidates."""


@never_cache
@require_safe
def requests_of(request: HttpRequest) -> HttpResponse:
    """The requests of one's organisation, newest first."""
    membership = membership_of(request)
    if membership is None:
        return refuse(request)
    in_order = Prefetch("candidates", ContactCandidate.objects.order_by("pk"))
    rows = ContactRequest.objects.of(membership.organisation_id).order_by("-asked_at").prefetch_related(in_order)
    views = [(row, [candidate_view(one) for one in row.candidates.all()]) for row in rows]
    return render(request, "explorer/contact/list.html", {"requests": views})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form about the candidates named (`kandidaat`), or else about everyone on the shortlist."""
    if not may(request, Action.SEE_CARDS):
        return refuse(request)
    audience = audience_of(request, origin=Origin.WEB)
    chosen = _chosen(request, audience)
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        is_guest=membership_of(request) is None,
        today=day_of(timezone.now()),
        work=chosen.work,
    )
    ticked = (
        chosen.ticked(request.POST.getlist(CANDIDATE)) if form.is_bound else [one.asked for one in chosen.choices]
    )
    if form.is_bound and form.is_valid() and ticked:
        answer = _ask(request, form, ticked, audience)
        if answer is not None:
            return answer
    context = {"form": form, "chosen": chosen, "ticked": ticked, "query": _query(request)}
    is_refused = form.is_bound and bool(chosen.choices)
    return render(request, "explorer/contact/ask.html", context, status=400 if is_refused else 200)


@never_cache
@require_safe
def contact_request(request: HttpRequest, key: UUID) -> HttpResponse:
    """One request. Of an account: for its organisation only. Without one: for whoever has the mailed address."""
    row, membership = ContactRequest.objects.filter(key=key).first(), membership_of(request)
    is_known = row is not None and membership is not None and membership.organisation_id == row.organisation_id
    if row is None or (row.organisation_id and not is_known):
        if membership is None:  # whether or not there is such a request
            return refuse(request)
        raise Http404
    views = [candidate_view(one) for one in row.candidates.order_by("pk")]
    context = {
        "asked": row,
        "candidates": views,
        "is_known": membership is not None and row.organisation_id is not None,
    }
    return render(request, "explorer/contact/request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """The link in the mail to somebody without an account; only the button sends the request on."""
    if request.method != "POST":
        return render(request, "explorer/contact/confirm.html", {"step": "confirm"})
    try:
        row = asking.confirm(key=key, at=timezone.now())
    except asking.TooLateError:
        return render(request, "explorer/contact/confirm.html", {"step": "too_late"}, status=410)
    messages.success(request, _("Uw vraag is onderweg naar de adviseur."))
    return redirect("contact_request", key=row.key)


def _ask(
    request: HttpRequest, form: ContactForm, candidates: list[asking.Asked], audience: Audience
) -> HttpResponse | None:
    """Where asking leads; None when this network asked for too many mails, which the form then says."""
    membership, at = membership_of(request), timezone.now()
    if membership is None:
        return _ask_as_guest(request, form, candidates, audience)
    asker = asking.Asker(audience.viewer.key, membership.organisation.name, "", membership)
    row, is_new = asking.ask(asker=asker, question=form.question, candidates=candidates, at=at)
    if is_new:
        messages.success(request, _("Uw contactverzoek is verstuurd."))
    return redirect("contact_request", key=row.key)


def _ask_as_guest(
    request: HttpRequest, form: ContactForm, candidates: list[asking.Asked], audience: Audience
) -> HttpResponse | None:
    at, address = timezone.now(), form.cleaned_data["address"]
    asker = asking.Asker(audience.viewer.key, form.cleaned_data["name"], address)
    try:
        may_send = mail_limit.note(address=address, network=network_of(request), at=at)
    except mail_limit.TooManyFromNetworkError:
        form.add_error("address", _("Er is vanaf dit netwerk te vaak een e-mail gevraagd. Probeer het over een uur."))
        return None
    if may_send:
        asking.ask(asker=asker, question=form.question, candidates=candidates, at=at)
    return render(request, "explorer/contact/confirm.html", {"step": "mailed", "address": address})


def _chosen(request: HttpRequest, audience: Audience) -> Chosen:
    """Whom the address names, and else whom the form does; nobody while nothing is published."""
    codes = request.GET.getlist(CANDIDATE) or request.POST.getlist(CANDIDATE)
    holder, look = holder_of(request), Look(audience, AuditAction.CONTACT, timezone.now())
    kept = ShortlistEntry.objects.of(holder).kept().order_by("position") if holder else ShortlistEntry.objects.none()
    searches = dict(kept.values_list("profile_key", "query"))
    try:
        return choosing.chosen(codes=codes, query=_query(request), kept=searches, look=look)
    except NotReadyError:
        return Chosen(())


def _query(request: HttpRequest) -> str:
    """The search that brought the asker here, in its canonical form; what is none is left out."""
    asked = request.POST.get("query") or request.GET.get("zoek", "")
    return searched_if_valid(asked).query.query_string(PLUS_BY_DEFAULT)
