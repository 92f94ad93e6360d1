"""Contact requests of the caller's organisation, through the same actions as the website."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import django_filters
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.api.bodies import body_of, key_of, member
from explorer.api.kept_shapes import (
    STATES,
    ContactRequestSerializer,
    ContactRequestsSerializer,
    NewContactRequestSerializer,
)
from explorer.api.lists import PAGE, ListFilterSet, page_of, reasons, true_or_false
from explorer.api.once import PARAMETER, answered, call_of, once
from explorer.api.permissions import MayKeep
from explorer.api.problems import NotReady, Refused
from explorer.api.versioned import Versioned
from explorer.audience import Audience, audience_of
from explorer.contact import asking, choosing
from explorer.contact.forms import ContactForm
from explorer.contact.states import OPEN, State
from explorer.contact.words import candidate_view
from explorer.filters import searched
from explorer.models import ContactCandidate, ContactRequest
from explorer.models.api_token import Scope
from explorer.references import tidied
from explorer.search.find import Look, NotReadyError
from profiles.calendar import day_of
from profiles.models import AuditAction, Origin

FIELDS = {"work": "werk", "wanted": "aantal", "needed_on": "vanaf", "message": "bericht"}
"""How the API names what the form asks."""
FILTERS = [
    OpenApiParameter(
        "lopend", bool, description="Only requests in which something is still open, or only the others."
    ),
    OpenApiParameter(
        "gevraagdVanaf", {"type": "string", "format": "date"}, description="Asked on this day or later."
    ),
]


class ContactFilterSet(ListFilterSet):
    """What a list of contact requests may be filtered by."""

    lopend = true_or_false(method="running")
    gevraagdVanaf = django_filters.DateFilter("asked_at", "date__gte")

    def running(self, rows: Any, _name: str, wanted: bool) -> Any:  # noqa: FBT001 - the framework's order
        running = ContactCandidate.objects.filter(state__in=[one.value for one in OPEN]).values("request")
        return rows.filter(pk__in=running) if wanted else rows.exclude(pk__in=running)


class ContactRequests(Versioned):
    """All of them."""

    scope = Scope.CONTACT
    permission_classes = (MayKeep,)

    @extend_schema(
        operation_id="contactverzoeken",
        parameters=[*FILTERS, PAGE],
        responses=ContactRequestsSerializer,
        tags=["contactverzoeken"],
    )
    def get(self, request: Request) -> Response:
        """The requests of the caller's organisation, newest first."""
        rows = ContactRequest.objects.of(member(request).organisation_id).order_by("-asked_at", "-pk")
        page = page_of(request, ContactFilterSet, rows.prefetch_related("candidates"))
        return Response(page.shaped("contactverzoeken", _shape))

    @extend_schema(
        operation_id="vraagContact",
        parameters=[PARAMETER],
        request=NewContactRequestSerializer,
        responses={201: ContactRequestSerializer},
        tags=["contactverzoeken"],
    )
    def post(self, request: Request) -> Response:
        """Asks the advisers for contact; the same question on the same day is the same request."""
        membership, at = member(request), timezone.now()
        asked, call = body_of(request, NewContactRequestSerializer), call_of(request, membership)
        if (before := answered(call)) is not None:
            return before
        question, audience = _question(asked, at), audience_of(request, origin=Origin.API)
        candidates = _candidates(asked, audience, at)
        asker = asking.Asker(audience.viewer.key, membership.organisation.name, "", membership)

        def make() -> dict[str, Any]:
            row, _new = asking.ask(asker=asker, question=question, candidates=candidates, at=at)
            return _shape(row)

        return once(call, make, at=at)


class OneContactRequest(Versioned):
    """One of them; another organisation's is as absent as one that never was."""

    scope = Scope.CONTACT
    permission_classes = (MayKeep,)

    @extend_schema(operation_id="contactverzoek", responses=ContactRequestSerializer, tags=["contactverzoeken"])
    def get(self, request: Request, sleutel: str) -> Response:
        """One contact request, and how it stands with each candidate."""
        row = ContactRequest.objects.of(member(request).organisation_id).filter(key=key_of(sleutel)).first()
        if row is None:
            raise Http404
        return Response(_shape(row))


def _question(asked: Mapping[str, Any], at: dt.datetime) -> asking.Question:
    """Raises `Refused` with what the website's form would say."""
    filled = QueryDict(mutable=True)
    filled.update({name: str(asked[field]) for name, field in FIELDS.items() if asked[field] is not None})
    form = ContactForm(filled, is_guest=False, today=day_of(at))
    if not form.is_valid():
        raise Refused(reasons(form, FIELDS))
    return form.question


def _candidates(asked: Mapping[str, Any], audience: Audience, at: dt.datetime) -> list[asking.Asked]:
    """Who is asked for, with what the search left open; showing them is logged.

    Raises:
        Refused: the caller does not know one of them, or one is not available.
    """
    codes, filters = asked["kandidaten"], searched(asked["zoekvraag"])
    if not filters.form.is_valid():
        raise Refused(filters.reasons)
    look = Look(audience, AuditAction.CONTACT, at)
    try:
        found = choosing.chosen(codes=codes, query=asked["zoekvraag"], kept={}, look=look)
    except NotReadyError:
        raise NotReady from None
    known = {one.asked.code for one in found.choices}
    missing = [code for code in codes if tidied(code) not in known]
    if missing:
        text = _("kandidaten: u kent niemand onder %(code)s, of deze kandidaat is nu niet beschikbaar.")
        raise Refused(tuple(text % {"code": code} for code in missing))
    return [one.asked for one in found.choices]


def _shape(row: ContactRequest) -> dict[str, Any]:
    candidates = sorted(row.candidates.all(), key=lambda one: one.pk)
    return {
        "sleutel": str(row.key),
        "werk": row.work,
        "aantal": row.wanted,
        "vanaf": row.needed_on.isoformat() if row.needed_on else None,
        "bericht": row.message,
        "gevraagdOp": row.asked_at.isoformat(timespec="seconds"),
        "kandidaten": [_candidate(one) for one in candidates],
        "_links": {"self": {"href": reverse("api_contact_request", kwargs={"sleutel": row.key})}},
    }


def _candidate(one: ContactCandidate) -> dict[str, Any]:
    view = candidate_view(one)
    return {
        "referentie": view.code,
        "status": STATES[State(one.state)],
        "uitleg": view.text,
        "vragen": list(view.questions),
    }
