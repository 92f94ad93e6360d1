"""“Wat is er veranderd”: what a saved search finds that it did not find when its owner last looked."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from pyroaring import BitMap

from explorer import presenters, saved_views
from explorer.audience import audience_of
from explorer.filters import CandidateFilterSet
from explorer.following.looks import note_look, since_looked
from explorer.following.numbers import cards_of
from explorer.models import SavedSearch, SearchState
from explorer.search.find import Found, NotReadyError, PageTooFarError, find
from explorer.views.saved_searches import own
from profiles.models import Origin

RELEASES = 10


@login_required
@never_cache
@require_safe
def changes(request: HttpRequest, key: UUID) -> HttpResponse:
    """The counts, the cards that are new (or certain by now), and what each of the last releases changed."""
    saved = own(request, key)
    state = SearchState.objects.filter(search=saved).exclude(generation=None).first()
    context: dict[str, object] = {
        "saved": saved,
        "sentence": saved_views.sentence_of(saved),
        "search_url": f"{reverse('search')}?{saved.query}",
        "releases": saved.changes.order_by("-generation")[:RELEASES],
    }
    if state is not None:
        changed, is_firmer = since_looked(state), request.GET.get("soort") == "zeker"
        context |= {"state": state, "changed": changed, "is_firmer": is_firmer}
        context |= _cards(request, saved, changed.firmer if is_firmer else changed.new)
    return render(request, "explorer/search_changes.html", context)


@login_required
@require_POST
def looked(request: HttpRequest, key: UUID) -> HttpResponse:
    """From here on changes are counted anew."""
    saved = own(request, key)
    generation = request.POST.get("generation", "")
    if generation.isdecimal() and note_look(search=saved, generation=int(generation), at=timezone.now()):
        messages.success(request, _("Gezien. Vanaf nu tellen wij opnieuw."))
        return redirect("saved_searches")
    messages.info(request, _("Er is intussen weer iets veranderd. Kijk eerst hier."))
    return redirect("search_changes", key=key)


def _cards(request: HttpRequest, saved: SavedSearch, people: BitMap) -> dict[str, object]:
    """One page of these people's cards, shown as every card is shown: by reference, within the budget, logged."""
    asked = QueryDict(saved.query, mutable=True)
    asked["pagina"] = request.GET.get("pagina", "1")
    filters = CandidateFilterSet(asked)
    if not people or not filters.form.is_valid():
        return {}
    try:
        found = _found(request, filters, people)
    except (NotReadyError, PageTooFarError):
        return {}
    number = found.query.page
    return {
        "cards": [presenters.card_view(hit, filters, path=reverse("search")) for hit in found.hits],
        "left_out": found.showing.left_out,
        "page": number,
        "pages": found.outcome.pages,
        "previous": number - 1,
        "next": number + 1 if number < found.outcome.pages else 0,
    }


def _found(request: HttpRequest, filters: CandidateFilterSet, people: BitMap) -> Found:
    return find(
        query=filters.query,
        asked=filters.asked,
        facets=(),
        audience=audience_of(request, origin=Origin.WEB),
        at=timezone.now(),
        only=partial(cards_of, people),
    )
