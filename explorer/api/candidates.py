"""The same search as the website, for machines."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from explorer import budget_words, word_box
from explorer.api.problems import BudgetSpent, NotReady, Refused
from explorer.audience import audience_of
from explorer.filters import CandidateFilterSet, facets
from explorer.references import UnknownReferenceError
from explorer.search.find import BudgetSpentError, Found, Hit, NotReadyError, PageTooFarError, find, find_one
from explorer.search.matching import Answer
from profiles.calendar import day_of, seconds_left_of_day
from profiles.display import LISTS
from profiles.models import Origin
from profiles.terms import Terms

VERSION = "1.0.0"
NAMES = {
    "place": "plaats",
    "education": "opleidingsniveau",
    "hours": "urenPerWeek",
    "licence": "rijbewijs",
    "travel": "reisafstand",
    "availability": "beschikbaarheid",
    "dutch": "niveauNederlands",
    "freshness": "bijgewerkt",
}
"""Dutch field names of the API, by the card's own field."""
ANSWERS = {Answer.MET: "voldoet", Answer.UNKNOWN: "onbekend", Answer.NOT_MET: "voldoetNiet"}


class CardSerializer(serializers.Serializer[Hit]):
    """One card: codes of its labels (null = unknown), its lists, and its answer to every criterion.

    The reference and the day since when it is known are the caller's own.
    """

    def to_representation(self, hit: Hit) -> dict[str, Any]:
        labels = {name: hit.card.labels[field] or None for field, name in NAMES.items()}
        lists = {shown.vocabulary: _listed(hit.card.lists[shown.field]) for shown in LISTS}
        answers = {key: ANSWERS[answer] for key, answer in hit.answers}
        own = {"referentie": hit.ref, "getoondSinds": day_of(hit.since).isoformat()}
        return {**own, **labels, **lists, "voldoetZeker": hit.is_certain, "criteria": answers}


class PageSerializer(serializers.Serializer[Found]):
    """A page of results with exact totals and every facet's counts."""

    def to_representation(self, found: Found) -> dict[str, Any]:
        outcome = found.outcome
        counts = {key: {"waarden": one.counts, "onbekend": one.unknown} for key, one in outcome.facets.items()}
        return {
            "stand": str(found.stand),
            "totaal": outcome.total,
            "zeker": outcome.certain,
            "mogelijk": outcome.possible,
            "niet": outcome.excluded,
            "pagina": found.query.page,
            "paginas": outcome.pages,
            "kandidaten": [CardSerializer(hit).data for hit in found.hits],
            "facetten": counts,
        }


class Versioned(APIView):
    """Every answer says its version, and no store may keep a profile."""

    headers_of_all: ClassVar[dict[str, str]] = {"API-Version": VERSION, "Cache-Control": "no-store"}

    @property
    def default_response_headers(self) -> dict[str, str]:
        return {**super().default_response_headers, **self.headers_of_all}


class Candidates(Versioned):
    """Searches; the parameters are those of the website."""

    def get(self, request: Request) -> Response:
        filters = _valid(request)
        at, audience = timezone.now(), audience_of(request, origin=Origin.API)
        try:
            found = find(
                query=filters.query, asked=filters.asked, facets=facets(), audience=audience, at=at, partly=False
            )
        except NotReadyError:
            raise NotReady from None
        except BudgetSpentError as error:
            raise BudgetSpent(budget_words.spent(error.showing), seconds_left_of_day(at)) from None
        except PageTooFarError as error:
            text = _("Pagina %(page)d bestaat niet: de laatste is pagina %(pages)d.")
            raise Refused((text % {"pages": error.pages, "page": filters.query.page},)) from None
        return Response(PageSerializer(found).data)


class Candidate(Versioned):
    """One card under the caller's own reference."""

    def get(self, request: Request, ref: str) -> Response:
        filters = _valid(request)
        audience = audience_of(request, origin=Origin.API)
        try:
            hit = find_one(code=ref, asked=filters.asked, audience=audience, at=timezone.now())
        except NotReadyError:
            raise NotReady from None
        except UnknownReferenceError:
            raise Http404 from None
        if hit is None:
            raise Http404
        return Response(CardSerializer(hit).data)


def _valid(request: Request) -> CandidateFilterSet:
    asked = request.query_params
    try:
        filters = CandidateFilterSet(word_box.read(asked)[0] if word_box.PARAMETER in asked else asked)
    except word_box.TooManyWordsError as error:
        raise Refused((str(error),)) from None
    if not filters.form.is_valid():
        raise Refused(filters.reasons)
    return filters


def _listed(terms: Terms) -> dict[str, Any]:
    return {"codes": list(terms.codes), "enMeer": terms.more}
