"""The whole list of one filter, on a page of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer.access import Action, may, refuse
from explorer.facet_list import facet_list
from explorer.filters import CandidateFilterSet, facets
from explorer.frame import framed
from explorer.page_parts import address
from explorer.search.find import NotReadyError, count

WORD = "zoek"
LONGEST_WORD = 60


@never_cache
@require_safe
def facet(request: HttpRequest, key: str) -> HttpResponse:
    """Every value of a filter with its count, within a search; one can look for a word in it."""
    of_key = tuple(one for one in facets() if one.key == key)
    if not of_key:
        raise Http404
    if not may(request, Action.SEARCH):
        return refuse(request)
    search = request.GET.copy()
    word = "".join(search.pop(WORD, [""])[-1:])[:LONGEST_WORD]
    filters = CandidateFilterSet(search)
    if not filters.form.is_valid():  # the search page says what is wrong
        return redirect(f"{reverse('search')}?{search.urlencode()}")
    try:
        counted = count(asked=filters.asked, facets=of_key, at=timezone.now()).facets[key]
    except NotReadyError:
        return redirect("search")
    whole = facet_list(counted, filters, key=key, word=word, url=reverse("facet", args=(key,)))
    back = address(reverse("search"), filters.query)
    return framed(request, "facet.html", title=whole.facet.legend, list=whole, back_url=back)
