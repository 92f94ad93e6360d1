"""The saved searches of whoever is signed in."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from explorer import presenters, saved_searches
from explorer.access import Action, may
from explorer.acting import membership_of
from explorer.filters import searched
from explorer.models import Membership, SavedSearch
from explorer.search.find import NotReadyError, count


@dataclass(frozen=True)
class SavedView:
    """One saved search in the list; the counts are of now, and None while nothing is published."""

    key: str
    name: str
    sentence: str
    url: str
    certain: int | None
    possible: int | None
    saved_on: str
    rename_url: str
    delete_url: str


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_list(request: HttpRequest) -> HttpResponse:
    """Shows the list; a POST saves the search that it brings."""
    membership = _membership(request)
    if request.method == "POST":
        return _save(request, membership)
    searches = SavedSearch.objects.of(user=membership.user_id, organisation=membership.organisation_id)
    views = tuple(_view(saved) for saved in searches.order_by("name"))
    return render(request, "explorer/saved_searches.html", {"searches": views})


@login_required
@require_POST
def rename(request: HttpRequest, key: UUID) -> HttpResponse:
    """Gives one of one's own searches another name."""
    try:
        saved_searches.rename(saved=_own(request, key), name=request.POST.get("name", ""))
    except saved_searches.CannotSaveError as error:
        messages.error(request, str(error))
    return redirect("saved_searches")


@login_required
@require_POST
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes one of one's own searches away."""
    saved = _own(request, key)
    saved_searches.delete(saved=saved)
    messages.success(request, _("“%(name)s” is verwijderd.") % {"name": saved.name})
    return redirect("saved_searches")


def _save(request: HttpRequest, membership: Membership) -> HttpResponse:
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    try:
        saved = saved_searches.save(membership=membership, name=name, query=query, at=timezone.now())
    except saved_searches.CannotSaveError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('search')}?{query}")  # back to the search, or it would be lost
    messages.success(request, _("“%(name)s” is bewaard.") % {"name": saved.name})
    return redirect("saved_searches")


def _membership(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    if membership is None or not may(request, Action.KEEP):
        raise PermissionDenied
    return membership


def _own(request: HttpRequest, key: UUID) -> SavedSearch:
    membership = _membership(request)
    own = SavedSearch.objects.of(user=membership.user_id, organisation=membership.organisation_id)
    return get_object_or_404(own, key=key)


def _view(saved: SavedSearch) -> SavedView:
    filters = searched(saved.query)
    is_valid = filters.form.is_valid()
    try:
        outcome = count(asked=filters.asked, at=timezone.now()) if is_valid else None
    except NotReadyError:
        outcome = None
    return SavedView(
        key=str(saved.key),
        name=saved.name,
        sentence=presenters.sentence(filters.query, filters)
        if is_valid
        else _("Een filter hierin bestaat niet meer."),
        url=reverse("search") + (f"?{saved.query}" if saved.query else ""),
        certain=outcome.certain if outcome else None,
        possible=outcome.possible if outcome else None,
        saved_on=formats.date_format(timezone.localtime(saved.saved_at), "j F Y"),
        rename_url=reverse("rename_saved_search", args=[saved.key]),
        delete_url=reverse("delete_saved_search", args=[saved.key]),
    )
