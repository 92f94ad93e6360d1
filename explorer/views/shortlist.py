"""The shortlist: candidates that somebody keeps, with notes, in their own order, on screen and on paper."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from explorer import shortlist
from explorer.access import Action, may, refuse
from explorer.audience import audience_of
from explorer.holder import holder_of
from explorer.models import ShortlistEntry
from explorer.models.shortlist import Holder
from explorer.references import profile_keys_of
from explorer.search.find import NotReadyError
from explorer.shortlist_page import EMPTY, ShortlistPage, shortlist_page
from explorer.views.search import waiting
from profiles.models import AuditAction, Origin

P = ParamSpec("P")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_of(request: HttpRequest) -> HttpResponse:
    """Shows the shortlist; a POST puts the candidate on it whose reference it brings."""
    if not may(request, Action.SEE_CARDS):
        return refuse(request)
    if request.method == "POST":
        return _keep(request)
    return _page(request, "explorer/shortlist.html", AuditAction.SHORTLIST)


@never_cache
@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The shortlist as it is meant for paper."""
    if not may(request, Action.SEE_CARDS):
        return refuse(request)
    return _page(request, "explorer/shortlist_print.html", AuditAction.PRINT)


def _changing(
    view: Callable[Concatenate[HttpRequest, Holder, P], None],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Around every change of an entry: only by POST, of one's own, and back to the list with what went wrong."""

    @wraps(view)
    @require_POST
    def changed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        holder = holder_of(request)
        if holder is None or not may(request, Action.SEE_CARDS):
            raise Http404
        try:
            view(request, holder, *args, **kwargs)
        except ShortlistEntry.DoesNotExist:
            messages.info(request, _("Deze kandidaat staat niet meer op uw selectie."))
        except shortlist.CannotKeepError as error:
            messages.error(request, str(error))
        return redirect("shortlist")

    return changed


@_changing
def note(request: HttpRequest, holder: Holder, key: UUID) -> None:
    """Writes a note beside a candidate."""
    shortlist.write_note(holder=holder, key=key, text=request.POST.get("notitie", ""))
    messages.success(request, _("Uw notitie is bewaard."))


@_changing
def move(request: HttpRequest, holder: Holder, key: UUID) -> None:
    """Moves a candidate one place up or down."""
    shortlist.move(holder=holder, key=key, up=request.POST.get("richting") == "omhoog")


@_changing
def remove(_request: HttpRequest, holder: Holder, key: UUID) -> None:
    """Takes a candidate off; the list then offers to put them back."""
    shortlist.remove(holder=holder, key=key, at=timezone.now())


@_changing
def restore(request: HttpRequest, holder: Holder, key: UUID) -> None:
    """Puts a candidate back who was taken off."""
    shortlist.restore(holder=holder, key=key)
    messages.success(request, _("De kandidaat staat weer op uw selectie."))


@_changing
def forget_departed(_request: HttpRequest, holder: Holder) -> None:
    """Takes away what says that somebody is no longer available."""
    shortlist.forget_departed(holder=holder)


def _page(request: HttpRequest, template: str, action: AuditAction) -> HttpResponse:
    at, holder = timezone.now(), holder_of(request)
    try:
        page = _found(request, holder, action) if holder else EMPTY
    except NotReadyError:
        return waiting(request)
    return render(request, template, {"page": page, "at": at, "most": shortlist.MOST})


def _found(request: HttpRequest, holder: Holder, action: AuditAction) -> ShortlistPage:
    audience = audience_of(request, origin=Origin.WEB)
    return shortlist_page(holder=holder, audience=audience, action=action, at=timezone.now())


def _keep(request: HttpRequest) -> HttpResponse:
    """Keeps whoever this viewer knows by that reference, and goes back to the page it was done from."""
    code, holder = request.POST.get("ref", ""), holder_of(request)
    audience = audience_of(request, origin=Origin.WEB)
    profile = profile_keys_of(viewers=audience.reads_as, codes=[code]).get(code)
    if holder is None or profile is None:
        raise Http404
    try:
        shortlist.keep(holder=holder, profile=profile, query=request.POST.get("query", ""), at=timezone.now())
    except shortlist.CannotKeepError as error:
        messages.error(request, str(error))
        return redirect("shortlist")
    return redirect(_way_back(request, code))


def _way_back(request: HttpRequest, code: str) -> str:
    """The page of this site that the form names, at the candidate; else the shortlist."""
    named = request.POST.get("next", "")
    own = {request.get_host()}
    if named and url_has_allowed_host_and_scheme(named, allowed_hosts=own, require_https=request.is_secure()):
        return f"{named}#kandidaat-{code}"
    return reverse("shortlist")
