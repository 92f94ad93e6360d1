"""The page on which candidates stand side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer.access import Action, may, refuse
from explorer.audience import audience_of
from explorer.comparison import MOST, PARAMETER, compare
from explorer.filters import CandidateFilterSet
from explorer.holder import holder_of
from explorer.references import tidied
from explorer.search.find import NotReadyError
from explorer.shortlist_page import kept_among
from explorer.views.search import waiting
from profiles.models import Origin


@never_cache
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Candidates by the references in the address, with the search that they are held against."""
    if not may(request, Action.SEE_CARDS):
        return refuse(request)
    search = request.GET.copy()
    codes = search.pop(PARAMETER, [])
    filters = CandidateFilterSet(search)
    if not filters.form.is_valid():
        return render(request, "explorer/comparison.html", {"reasons": filters.reasons, "most": MOST}, status=400)
    audience = audience_of(request, origin=Origin.WEB)
    kept = kept_among([tidied(str(code)) for code in codes], holder=holder_of(request), audience=audience)
    try:
        page = compare(codes=map(str, codes), filters=filters, audience=audience, at=timezone.now(), kept=kept)
    except NotReadyError:
        return waiting(request)
    return render(request, "explorer/comparison.html", {"page": page, "most": MOST})
