"""The page with the map of the regions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer import presenters
from explorer.access import Action, may, refuse
from explorer.filters import CandidateFilterSet
from explorer.page_parts import address
from explorer.region_map import map_page
from explorer.search.find import NotReadyError
from explorer.views.search import waiting


@never_cache
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """How many of the candidates of this search each region has; a mistaken search is told on the search page."""
    if not may(request, Action.SEARCH):
        return refuse(request)
    filters = CandidateFilterSet(request.GET)
    if not filters.form.is_valid():
        return redirect(f"{reverse('search')}?{request.GET.urlencode()}")
    try:
        page = map_page(filters=filters, path=reverse("search"), at=timezone.now())
    except NotReadyError:
        return waiting(request)
    context = {
        "page": page,
        "sentence": presenters.sentence(filters.query, filters),
        "back_url": address(reverse("search"), filters.query),
    }
    return render(request, "explorer/region_map.html", context)
