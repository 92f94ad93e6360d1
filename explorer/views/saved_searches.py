"""The saved searches of whoever is signed in, and those that colleagues share."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from explorer import saved_searches, saved_views
from explorer.access import Action, may
from explorer.acting import membership_of
from explorer.following import consent
from explorer.models import Membership, SavedSearch
from explorer.saved_form import WishesForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_list(request: HttpRequest) -> HttpResponse:
    """Shows the list; a POST saves the search that it brings."""
    membership = member(request)
    if request.method == "POST":
        return _save(request, membership)
    at, page = timezone.now(), SavedSearch.objects.on_page_of(membership)
    rows = page.select_related("owner", "folder", "state").order_by("name", "pk")
    own_rows = [row for row in rows if row.owner_id == membership.user_id]
    context = {
        "folders": saved_views.folder_views((row for row in own_rows if row.thrown_away_at is None), at),
        "shared": tuple(saved_views.shared_views((row for row in rows if row.owner_id != membership.user_id), at)),
        "thrown_away": [row for row in own_rows if row.thrown_away_at],
    }
    return render(request, "explorer/saved_searches.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adjust(request: HttpRequest, key: UUID) -> HttpResponse:
    """Changes name, client, mail and sharing of one of one's own searches."""
    saved = own(request, key)
    form = WishesForm(request.POST or None, saved=saved)
    if request.method == "POST" and form.is_valid():
        try:
            saved_searches.adjust(saved=saved, wishes=form.wishes)
        except saved_searches.CannotSaveError as error:
            form.add_error("name", str(error))
        else:
            _ask_for_mail(request, saved)
            return redirect("saved_searches")
    context = {"form": form, "saved": saved, "sentence": saved_views.sentence_of(saved)}
    return render(request, "explorer/saved_search.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def duplicate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Copies a search of one's own, or one that a colleague shares."""
    membership = member(request)
    reachable = SavedSearch.objects.of(membership) | SavedSearch.objects.shared_with(membership)
    saved = get_object_or_404(reachable, key=key)
    try:
        copy = saved_searches.duplicate(saved=saved, membership=membership, at=timezone.now())
    except saved_searches.CannotSaveError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(name)s” is bewaard.") % {"name": copy.name})
    return redirect("saved_searches")


@login_required
@require_POST
def throw_away(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes one of one's own searches off the list."""
    saved = own(request, key)
    saved_searches.throw_away(saved=saved, at=timezone.now())
    text = _("“%(name)s” is verwijderd. Onderaan deze pagina kunt u dat een week lang terugdraaien.")
    messages.success(request, text % {"name": saved.name})
    return redirect("saved_searches")


@login_required
@require_POST
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Puts a search that was thrown away back on the list."""
    membership = member(request)
    thrown = SavedSearch.objects.thrown_away(membership)
    saved = saved_searches.take_back(saved=get_object_or_404(thrown, key=key), membership=membership)
    messages.success(request, _("“%(name)s” staat weer in de lijst.") % {"name": saved.name})
    return redirect("saved_searches")


def member(request: HttpRequest) -> Membership:
    """Who acts, if they may keep things.

    Raises:
        PermissionDenied: see there.
    """
    membership = membership_of(request)
    if membership is None or not may(request, Action.KEEP):
        raise PermissionDenied
    return membership


def own(request: HttpRequest, key: UUID) -> SavedSearch:
    """One of one's own searches; anything else is not found."""
    return get_object_or_404(SavedSearch.objects.of(member(request)), key=key)


def _save(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Under a new name, or in the place of a search that was saved before."""
    name, query, at = request.POST.get("name", ""), request.POST.get("query", ""), timezone.now()
    try:
        if replaced := request.POST.get("replace"):
            saved = saved_searches.replace(saved=own(request, _key(replaced)), query=query, at=at)
        else:
            saved = saved_searches.save(membership=membership, name=name, query=query, at=at)
    except saved_searches.NameInUseError:
        mine = SavedSearch.objects.of(membership)
        context = {"saved": mine.filter(name=saved_searches.tidied(name)).first(), "query": query}
        return render(request, "explorer/replace_search.html", context, status=409)
    except saved_searches.CannotSaveError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('search')}?{query}")  # back to the search, or it would be lost
    messages.success(request, _("“%(name)s” is bewaard.") % {"name": saved.name})
    return redirect("saved_searches")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise PermissionDenied from None


def _ask_for_mail(request: HttpRequest, saved: SavedSearch) -> None:
    """Says whether mail will come, and asks for the second yes where it is missing."""
    messages.success(request, _("“%(name)s” is bewaard.") % {"name": saved.name})
    if saved.frequency == SavedSearch.Frequency.NEVER or consent.is_given(saved.owner):
        return
    try:
        consent.ask(user=saved.owner, at=timezone.now())
    except consent.NoAddressError:
        messages.error(request, _("Bij uw account staat geen e-mailadres. Daarom kunnen wij u niets sturen."))
    else:
        messages.info(request, _("Wij hebben u een e-mail gestuurd. Klik op de link daarin, dan krijgt u berichten."))
