"""The search page, a profile's page and the home page."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer import comparison, presenters, word_box
from explorer.access import Action, may, refuse
from explorer.audience import audience_of
from explorer.explanations import explanations
from explorer.facet_views import Choice, bare_views, facet_views
from explorer.filters import PLUS_BY_DEFAULT, CandidateFilterSet, facets
from explorer.frame import framed
from explorer.holder import holder_of
from explorer.page_parts import address
from explorer.page_values import ResultPage
from explorer.references import UnknownReferenceError, tidied
from explorer.search.find import NotReadyError, PageTooFarError, count, find, find_one
from explorer.service_point import service_point_for
from explorer.shortlist_page import kept_among
from profiles.calendar import day_of, seconds_left_of_day
from profiles.models import Origin, Progress
from profiles.progress import complete_at

HOURS_OFFERED = ("8", "12", "16", "20", "24", "28", "32", "36")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and three questions that start a search."""
    try:
        total = count(asked=(), at=timezone.now()).total
    except NotReadyError:
        total = 0
    hours = [choice for choice in _choices("urenPerWeekMinimaal") if choice.value in HOURS_OFFERED]
    context = {"total": total, "task_types": _choices("taaksoort"), "hours": hours}
    return render(request, "explorer/home.html", context)


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The results of a search, with every filter and its counts."""
    if not may(request, Action.SEARCH):
        return refuse(request)
    if word_box.PARAMETER in request.GET:
        try:
            return _with_words_read(request)
        except word_box.TooManyWordsError as error:
            return _refused(request, _readable(error.rest), (str(error),))
    filters = CandidateFilterSet(request.GET)
    if not filters.form.is_valid():
        return _refused(request, filters, filters.reasons)
    try:
        return _results(request, filters)
    except NotReadyError:
        return waiting(request)
    except PageTooFarError as error:
        text = _("Pagina %(page)d bestaat niet: de laatste is pagina %(pages)d.")
        return _refused(request, filters, (text % {"pages": error.pages, "page": filters.query.page},))


@never_cache
@require_safe
def profile(request: HttpRequest, ref: str) -> HttpResponse:
    """One card, under this viewer's own reference."""
    if not may(request, Action.SEE_CARDS):
        return refuse(request)
    filters = CandidateFilterSet(request.GET)
    if not filters.form.is_valid():
        return _refused(request, filters, filters.reasons)
    audience = audience_of(request, origin=Origin.WEB)
    try:
        hit = find_one(code=ref, asked=filters.asked, audience=audience, at=timezone.now())
    except (UnknownReferenceError, NotReadyError):
        hit = None
    if hit is None:
        raise Http404
    kept = kept_among([hit.ref], holder=holder_of(request), audience=audience)
    card = presenters.card_view(hit, filters, path=reverse("search"), kept=kept)
    if hit.ref != tidied(ref):  # the reference of the visit before signing in
        return redirect(card.url)
    query = filters.query.query_string(PLUS_BY_DEFAULT)
    context = {
        "card": card,
        "questions": presenters.questions(hit, filters),
        "query": query,
        "service_point": service_point_for(hit.card.labels["place"]),
        "explanations": explanations(hit.card),
        "compare_url": comparison.address([hit.ref], query),
        "page_url": address(reverse("search"), filters.query),
    }
    return render(request, "explorer/profile.html", context)


def waiting(request: HttpRequest) -> HttpResponse:
    """Nothing is published yet: says how far the sync is."""
    progress = Progress.objects.filter(pk=1).first()
    return render(request, "explorer/waiting.html", {"progress": progress})


def _with_words_read(request: HttpRequest) -> HttpResponse:
    """One redirect to the address with the words as parameters; what could not be read is told on that page."""
    explicit, found = word_box.read(request.GET)
    for sentence in word_box.sentences(found, explicit, reverse("search")):
        messages.info(request, sentence)
    return redirect(f"{reverse('search')}?{explicit.urlencode()}" if explicit else reverse("search"))


def _readable(asked: QueryDict) -> CandidateFilterSet:
    """The filters of what was asked beside the words, with or without mistakes."""
    filters = CandidateFilterSet(asked)
    filters.form.is_valid()
    return filters


def _results(request: HttpRequest, filters: CandidateFilterSet) -> HttpResponse:
    at = timezone.now()
    audience = audience_of(request, origin=Origin.WEB) if may(request, Action.SEE_CARDS) else None
    found = find(
        query=filters.query,
        asked=filters.asked,
        looser=filters.looser,
        facets=facets(),
        audience=audience,
        at=at,
    )
    data_of = complete_at() or at
    seen_before = [hit.ref for hit in found.hits if not hit.is_new]
    page = presenters.result_page(
        found,
        filters,
        path=reverse("search"),
        save_url=reverse("saved_searches"),
        facets=facet_views(found, filters),
        data_of=day_of(data_of),
        kept=kept_among(seen_before, holder=holder_of(request), audience=audience) if audience else frozenset(),
    )
    notices = tuple(_notices(page, restarted=found.restarted, is_old=at - data_of > settings.DATA_OLD_AFTER))
    title = _("Kandidaten: %(search)s") % {"search": page.sentence} if page.chips else _("Kandidaten")
    answer = framed(request, "search.html", title=title, page=page, notices=notices, words="")
    if page.spent is None:
        return answer
    answer.status_code = 429
    answer["Retry-After"] = str(seconds_left_of_day(at))
    return answer


def _notices(page: ResultPage, *, restarted: bool, is_old: bool) -> Iterator[str]:
    """What someone should know before reading the results."""
    if restarted:
        yield _("De gegevens zijn vernieuwd terwijl u bladerde. Daarom begint de lijst weer op pagina 1.")
    if is_old:
        text = _("Let op: dit is de %(stand)s. De gegevens zijn daarna niet meer vernieuwd.")
        yield text % {"stand": page.stand}
    if page.remainder:
        yield page.remainder


def _refused(request: HttpRequest, filters: CandidateFilterSet, reasons: tuple[str, ...]) -> HttpResponse:
    """Says everything that is wrong, beside a form that keeps what is right."""
    words = word_box.typed(request.GET)[: word_box.MOST_KEPT]
    form = presenters.form_page(filters, path=reverse("search"), facets=bare_views(filters))
    title = _("Deze zoekvraag klopt niet")
    answer = framed(request, "refused.html", title=title, page=form, reasons=reasons, words=words)
    answer.status_code = 400
    return answer


def _choices(key: str) -> list[Choice]:
    names = CandidateFilterSet.base_filters[key].names()
    return [Choice(value, name, None, selected=False) for value, name in names.items()]
