"""Asking for contact with candidates, and seeing how it stands."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from explorer import presenters
from explorer.access import Action, may
from explorer.acting import membership_of
from explorer.audience import Audience, audience_of
from explorer.contact import asking
from explorer.contact.forms import ContactForm
from explorer.contact.words import candidate_view
from explorer.filters import PLUS_BY_DEFAULT, searched
from explorer.holder import holder_of
from explorer.models import ContactRequest, ShortlistEntry
from explorer.references import profile_keys_of
from explorer.search.find import Hit, Look, NotReadyError, find_these, judged
from profiles.calendar import day_of
from profiles.models import AuditAction, Origin


@never_cache
@require_safe
def requests_of(request: HttpRequest) -> HttpResponse:
    """The requests of one's organisation, newest first."""
    membership = membership_of(request)
    if membership is None:
        return redirect_to_login(request.get_full_path())
    rows = ContactRequest.objects.of(membership.organisation_id).order_by("-asked_at").prefetch_related("candidates")
    views = [(row, [candidate_view(one) for one in row.candidates.all()]) for row in rows]
    return render(request, "explorer/contact/list.html", {"requests": views})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form about the candidates named (`kandidaat`), or else about everyone on the shortlist."""
    if not may(request, Action.SEE_CARDS):
        return redirect_to_login(request.get_full_path())
    audience = audience_of(request, origin=Origin.WEB)
    try:
        candidates = _candidates(request, audience)
    except NotReadyError:
        candidates = []
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        is_guest=membership_of(request) is None,
        today=day_of(timezone.now()),
    )
    if request.method == "POST" and candidates and form.is_valid():
        return _ask(request, form, candidates, audience)
    context = {"form": form, "candidates": candidates, "query": _query(request)}
    return render(request, "explorer/contact/ask.html", context, status=400 if form.errors else 200)


@never_cache
@require_safe
def contact_request(request: HttpRequest, key: UUID) -> HttpResponse:
    """One request. Of an account: for its organisation only. Without one: for whoever has the mailed address."""
    row = get_object_or_404(ContactRequest, key=key)
    membership = membership_of(request)
    if row.organisation_id and (membership is None or membership.organisation_id != row.organisation_id):
        if membership is None:
            return redirect_to_login(request.get_full_path())
        raise Http404
    views = [candidate_view(one) for one in row.candidates.order_by("pk")]
    return render(request, "explorer/contact/request.html", {"asked": row, "candidates": views})


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


def _ask(request: HttpRequest, form: ContactForm, candidates: list[asking.Asked], audience: Audience) -> HttpResponse:
    membership = membership_of(request)
    name = membership.organisation.name if membership else form.cleaned_data["name"]
    address = "" if membership else form.cleaned_data["address"]
    asker = asking.Asker(audience.viewer.key, name, address, membership)
    row, is_new = asking.ask(asker=asker, question=form.question, candidates=candidates, at=timezone.now())
    if membership is None:
        return render(request, "explorer/contact/confirm.html", {"step": "mailed"})
    if is_new:
        messages.success(request, _("Uw contactverzoek is verstuurd."))
    return redirect("contact_request", key=row.key)


def _candidates(request: HttpRequest, audience: Audience) -> list[asking.Asked]:
    """Who is asked for, with the questions that the search left open; showing them is logged."""
    searches = _chosen(request, audience)
    look = Look(audience, AuditAction.CONTACT, timezone.now())
    hits = find_these(profiles=list(searches)[: asking.MOST_CANDIDATES], look=look)
    return [asking.Asked(key, hit.ref, _questions(hit, searches[key])) for key, hit in hits.items()]


def _chosen(request: HttpRequest, audience: Audience) -> dict[str, str]:
    """Profile keys, each with the search in which the candidate was found."""
    named = request.POST.getlist("kandidaat") or request.GET.getlist("kandidaat")
    if named:
        viewers = [audience.viewer.key, *([audience.former] if audience.former else [])]
        keys = profile_keys_of(viewers=viewers, codes=named[: asking.MOST_CANDIDATES])
        return dict.fromkeys(keys.values(), _query(request))
    holder = holder_of(request)
    kept = ShortlistEntry.objects.of(holder).kept().order_by("position") if holder else ShortlistEntry.objects.none()
    return dict(kept.values_list("profile_key", "query"))


def _questions(hit: Hit, query: str) -> tuple[str, ...]:
    filters = searched(query)
    return presenters.questions(judged(hit, filters.asked), filters) if filters.form.is_valid() else ()


def _query(request: HttpRequest) -> str:
    """The search that brought the asker here, in its canonical form; what is none is left out."""
    filters = searched(request.POST.get("query") or request.GET.get("zoek", ""))
    return filters.query.query_string(PLUS_BY_DEFAULT) if filters.form.is_valid() else ""
