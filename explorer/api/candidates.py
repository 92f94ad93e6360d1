"""The same search as the website, for machines."""

import csv

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from explorer import budget_words
from explorer.access import Action, may
from explorer.api.asking import Search, from_address, from_body
from explorer.api.parameters import criteria_parameters, search_parameters
from explorer.api.permissions import MaySearch, MaySeeCards
from explorer.api.problems import BudgetSpent, NotReady, Refused
from explorer.api.shapes import CandidateSerializer, PageSerializer, SearchSerializer, totals
from explorer.api.versioned import Versioned
from explorer.api.vum import VumSerializer, vum_profile
from explorer.audience import audience_of
from explorer.filters import facets
from explorer.models.api_token import Scope
from explorer.references import UnknownReferenceError
from explorer.search.find import BudgetSpentError, Found, Hit, NotReadyError, PageTooFarError, find, find_one
from profiles.calendar import seconds_left_of_day
from profiles.models import Origin


class Candidates(Versioned):
    """Searches by the parameters of the address."""

    scope = Scope.CANDIDATES
    permission_classes = (MaySearch,)

    @extend_schema(
        operation_id="kandidaten", parameters=search_parameters(), responses=PageSerializer, tags=["kandidaten"]
    )
    def get(self, request: Request) -> Response:
        """One page of candidates, with exact totals and counts.

        Nobody is left out for what is unknown: they come after those who certainly meet everything. Without the right
        to see cards (`REQUIRE_LOGIN`) the list is empty and the totals are all the same.
        """
        return _page(request, from_address(request))


class CandidatesByBody(Versioned):
    """Searches by the parameters of the body."""

    scope = Scope.CANDIDATES
    permission_classes = (MaySearch,)

    @extend_schema(
        operation_id="kandidatenZoek", request=SearchSerializer, responses={200: PageSerializer}, tags=["kandidaten"]
    )
    def post(self, request: Request) -> Response:
        """The same search with its parameters in the body, so that no address holds them."""
        return _page(request, from_body(request))


class Counts(Versioned):
    """The counts of a search as a table, about nobody in particular."""

    scope = Scope.CANDIDATES
    permission_classes = (MaySearch,)

    @extend_schema(
        operation_id="kandidatenTellingen",
        parameters=search_parameters(),
        responses={(200, "text/csv"): OpenApiTypes.STR},
        tags=["kandidaten"],
    )
    def get(self, request: Request) -> HttpResponse:
        """Every facet's counts as CSV (RFC 4180, UTF-8): `parameter,code,aantal`."""
        found = _found(request, from_address(request), shown=False)
        answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=self.headers_of_all)
        answer["Content-Disposition"] = 'attachment; filename="tellingen.csv"'
        csv.writer(answer).writerows(_rows(found))
        return answer


class Candidate(Versioned):
    """One card."""

    scope = Scope.CANDIDATES
    permission_classes = (MaySeeCards,)

    @extend_schema(
        operation_id="kandidaat", parameters=criteria_parameters(), responses=CandidateSerializer, tags=["kandidaten"]
    )
    def get(self, request: Request, ref: str) -> Response:
        """One card under the caller's own reference, with its answer to the criteria of the address."""
        return Response(CandidateSerializer().to_representation(_card_of(request, ref)))


class CandidateAsVum(Versioned):
    """One card in the form that employment services exchange."""

    scope = Scope.CANDIDATES
    permission_classes = (MaySeeCards,)

    @extend_schema(operation_id="kandidaatVum", responses=VumSerializer, tags=["kandidaten"])
    def get(self, request: Request, ref: str) -> Response:
        """One card as a job seeker of VUM 0.8.7; what that standard has no place for is left out (see the docs)."""
        return Response(vum_profile(_card_of(request, ref)))


def _page(request: Request, search: Search) -> Response:
    found = _found(request, search, shown=may(request, Action.SEE_CARDS))
    context = {"path": reverse("api_candidates"), "not_understood": search.not_understood}
    return Response(PageSerializer(context=context).to_representation(found))


def _found(request: Request, search: Search, *, shown: bool) -> Found:
    """What was found, for its caller; or only totals and counts.

    Raises:
        NotReady: nothing is published yet.
        BudgetSpent: the page holds profiles that the caller's budget keeps back.
        Refused: there is no such page.
    """
    at, filters = timezone.now(), search.filters
    audience = audience_of(request, origin=Origin.API) if shown else None
    try:
        return find(
            query=filters.query,
            asked=filters.asked,
            facets=facets(),
            audience=audience,
            at=at,
            looser=filters.looser,
            partly=False,
        )
    except NotReadyError:
        raise NotReady from None
    except BudgetSpentError as error:
        raise BudgetSpent(budget_words.spent(error.showing), seconds_left_of_day(at)) from None
    except PageTooFarError as error:
        text = _("Pagina %(page)d bestaat niet: de laatste is pagina %(pages)d.")
        raise Refused((text % {"pages": error.pages, "page": filters.query.page},)) from None


def _card_of(request: Request, ref: str) -> Hit:
    """The card of a reference.

    Raises:
        NotReady, Refused: see `_found`.
        Http404: the caller knows nobody by it, or the person is no longer shown.
    """
    filters = from_address(request).filters
    audience = audience_of(request, origin=Origin.API)
    try:
        hit = find_one(code=ref, asked=filters.asked, audience=audience, at=timezone.now())
    except NotReadyError:
        raise NotReady from None
    except UnknownReferenceError:
        raise Http404 from None
    if hit is None:
        raise Http404
    return hit


def _rows(found: Found) -> list[tuple[str, str, int | str]]:
    """A head, the totals, and every value of every facet; `onbekend` is not filled in or not precisely known."""
    outcome = found.outcome
    rows: list[tuple[str, str, int | str]] = [("parameter", "code", "aantal")]
    rows += [("alle", name, number) for name, number in totals(outcome).items()]
    for key, facet in outcome.facets.items():
        rows += [(key, code, number) for code, number in sorted(facet.counts.items())]
        rows.append((key, "onbekend", facet.unknown))
    return rows
