"""The clients of an intermediary: folders for saved searches, shared with colleagues."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explorer import client_folders
from explorer.access import Action, may_as
from explorer.models import ClientFolder, Membership, SavedSearch
from explorer.models.saved_search import SavedSearchQuerySet
from explorer.organisations.forms import ClientForm
from explorer.views.organisation.page import acting


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def all_clients(request: HttpRequest) -> HttpResponse:
    """The list, with how many searches one can see in each; a POST adds a client."""
    own, form = _intermediary(request), ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = client_folders.make(membership=own, name=form.cleaned_data["name"])
        except client_folders.CannotKeepFolderError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("“%(name)s” staat in de lijst.") % {"name": made.name})
            return redirect("clients")
    seen = Q(saved_searches__thrown_away_at=None) & (
        Q(saved_searches__owner=own.user_id) | Q(saved_searches__is_shared=True)
    )
    rows = ClientFolder.objects.of(own.organisation_id).annotate(searches=Count("saved_searches", filter=seen))
    context = {"form": form, "clients": rows.order_by("name")}
    return render(request, "organisation/clients.html", context, status=400 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def client(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is kept for one client; a POST gives it another name."""
    own = _intermediary(request)
    folder = _own(own, key)
    form = ClientForm(request.POST or None, initial={"name": folder.name})
    if request.method == "POST" and form.is_valid():
        try:
            client_folders.rename(folder=folder, name=form.cleaned_data["name"])
        except client_folders.CannotKeepFolderError as error:
            form.add_error("name", str(error))
            folder.refresh_from_db()
        else:
            messages.success(request, _("De opdrachtgever heet nu “%(name)s”.") % {"name": folder.name})
            return redirect("client", key=key)
    searches = _searches(own).filter(folder=folder).select_related("owner").order_by("name", "pk")
    context = {"client": folder, "form": form, "searches": searches, "own": own}
    return render(request, "organisation/client.html", context, status=400 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says what stays, and takes a client off the list."""
    folder = _own(_intermediary(request), key)
    if request.method != "POST":
        return render(request, "organisation/remove_client.html", {"client": folder})
    client_folders.remove(folder=folder)
    messages.success(request, _("“%(name)s” is verwijderd.") % {"name": folder.name})
    return redirect("clients")


def _searches(own: Membership) -> SavedSearchQuerySet:
    """Somebody's own searches and those that colleagues share, without what was thrown away."""
    return SavedSearch.objects.on_page_of(own).kept()


def _intermediary(request: HttpRequest) -> Membership:
    """Who acts, if theirs is a role with clients.

    Raises:
        PermissionDenied: see there.
    """
    own = acting(request)
    if not may_as(own, Action.KEEP_FOLDERS):
        raise PermissionDenied
    return own


def _own(own: Membership, key: UUID) -> ClientFolder:
    """A client of one's organisation; any other is not found."""
    return get_object_or_404(ClientFolder.objects.of(own.organisation_id), key=key)
