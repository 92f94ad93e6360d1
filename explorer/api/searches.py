"""Saved searches of the member who calls, through the same actions as the website."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from explorer import saved_searches
from explorer.api.bodies import body_of, key_of, member
from explorer.api.kept_shapes import (
    FREQUENCIES,
    ChangedSavedSearchSerializer,
    NewSavedSearchSerializer,
    SavedSearchesSerializer,
    SavedSearchSerializer,
)
from explorer.api.lists import PAGE, ListFilterSet, page_of, true_or_false
from explorer.api.once import PARAMETER, answered, call_of, once
from explorer.api.permissions import MayKeep
from explorer.api.problems import Refused
from explorer.api.versioned import Versioned
from explorer.following import consent
from explorer.models import Membership, SavedSearch
from explorer.models.api_token import Scope
from explorer.saved_searches import CannotSaveError, Wishes

WORDS = {word: frequency for frequency, word in FREQUENCIES.items()}
FILTERS = [
    OpenApiParameter("naam", str, description="Part of the name."),
    OpenApiParameter("gedeeld", bool, description="Only those that colleagues see, or only those that they do not."),
    OpenApiParameter("bericht", str, enum=list(WORDS), description="Only those with mail as often as this."),
]


class SavedSearchFilterSet(ListFilterSet):
    """What a list of saved searches may be filtered by."""

    naam = django_filters.CharFilter("name", "icontains")
    gedeeld = true_or_false("is_shared")
    bericht = django_filters.ChoiceFilter("frequency", choices=[(word, word) for word in WORDS], method="often")

    def often(self, rows: Any, _name: str, word: str) -> Any:
        return rows.filter(frequency=WORDS[word])


class SavedSearches(Versioned):
    """All of them."""

    scope = Scope.SEARCHES
    permission_classes = (MayKeep,)

    @extend_schema(
        operation_id="zoekopdrachten",
        parameters=[*FILTERS, PAGE],
        responses=SavedSearchesSerializer,
        tags=["zoekopdrachten"],
    )
    def get(self, request: Request) -> Response:
        """The caller's own saved searches, by name."""
        rows = _own(member(request)).order_by("name", "pk")
        return Response(page_of(request, SavedSearchFilterSet, rows).shaped("zoekopdrachten", _shape))

    @extend_schema(
        operation_id="bewaarZoekopdracht",
        parameters=[PARAMETER],
        request=NewSavedSearchSerializer,
        responses={201: SavedSearchSerializer},
        tags=["zoekopdrachten"],
    )
    def post(self, request: Request) -> Response:
        """Keeps a search under a name."""
        membership, at = member(request), timezone.now()
        asked, call = body_of(request, NewSavedSearchSerializer), call_of(request, membership)
        values = {"membership": membership, "name": asked["naam"], "query": asked["zoekvraag"], "at": at}
        try:
            return answered(call) or once(call, lambda: _shape(saved_searches.save(**values)), at=at)
        except CannotSaveError as error:
            raise Refused((str(error),)) from None


class OneSavedSearch(Versioned):
    """One of them; somebody else's is as absent as one that never was."""

    scope = Scope.SEARCHES
    permission_classes = (MayKeep,)

    @extend_schema(operation_id="zoekopdracht", responses=SavedSearchSerializer, tags=["zoekopdrachten"])
    def get(self, request: Request, sleutel: str) -> Response:
        """One saved search."""
        return Response(_shape(_found(request, sleutel)))

    @extend_schema(
        operation_id="wijzigZoekopdracht",
        request=ChangedSavedSearchSerializer,
        responses=SavedSearchSerializer,
        tags=["zoekopdrachten"],
    )
    def patch(self, request: Request, sleutel: str) -> Response:
        """Changes what is named in the body; for mail, the caller's address is asked for a yes first, by mail."""
        saved, asked = _found(request, sleutel), body_of(request, ChangedSavedSearchSerializer)
        try:
            with transaction.atomic():  # all of it, or nothing
                saved = saved_searches.adjust(saved=saved, wishes=_wishes(saved, asked))
                if "zoekvraag" in asked:
                    saved = saved_searches.replace(saved=saved, query=asked["zoekvraag"], at=timezone.now())
        except CannotSaveError as error:
            raise Refused((str(error),)) from None
        return Response(_shape(saved))

    @extend_schema(operation_id="verwijderZoekopdracht", responses={204: None}, tags=["zoekopdrachten"])
    def delete(self, request: Request, sleutel: str) -> Response:
        """Takes it off the list; on the website it can be taken back for a week."""
        saved_searches.throw_away(saved=_found(request, sleutel), at=timezone.now())
        return Response(status=204)


def _own(membership: Membership) -> "QuerySet[SavedSearch]":
    return SavedSearch.objects.of(membership).select_related("folder", "owner")


def _found(request: Request, sleutel: str) -> SavedSearch:
    saved = _own(member(request)).filter(key=key_of(sleutel)).first()
    if saved is None:
        raise Http404
    return saved


def _wishes(saved: SavedSearch, asked: Mapping[str, Any]) -> Wishes:
    """Raises `Refused` when mail is wanted and the account has no address."""
    frequency = WORDS[asked["bericht"]].value if "bericht" in asked else saved.frequency
    if "bericht" in asked and frequency != SavedSearch.Frequency.NEVER and not consent.is_given(saved.owner):
        try:
            consent.ask(user=saved.owner, at=timezone.now())
        except consent.NoAddressError:
            text = _("Bij uw account staat geen e-mailadres. Daarom kunnen wij u niets sturen.")
            raise Refused((f"bericht: {text}",)) from None
    return Wishes(asked.get("naam", saved.name), saved.folder, frequency, asked.get("gedeeld", saved.is_shared))


def _shape(saved: SavedSearch) -> dict[str, Any]:
    candidates = reverse("api_candidates") + (f"?{saved.query}" if saved.query else "")
    own = reverse("api_saved_search", kwargs={"sleutel": saved.key})
    return {
        "sleutel": str(saved.key),
        "naam": saved.name,
        "zoekvraag": saved.query,
        "bericht": FREQUENCIES[SavedSearch.Frequency(saved.frequency)],
        "gedeeld": saved.is_shared,
        "opdrachtgever": saved.folder.name if saved.folder else None,
        "bewaardOp": saved.saved_at.isoformat(timespec="seconds"),
        "_links": {"self": {"href": own}, "kandidaten": {"href": candidates}},
    }
