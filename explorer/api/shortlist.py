"""The shortlist of the member who calls, through the same actions as the website."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from explorer import shortlist
from explorer.api.bodies import body_of, key_of, member
from explorer.api.kept_shapes import (
    EntrySerializer,
    KeptSerializer,
    NewEntrySerializer,
    NoteSerializer,
    ShortlistSerializer,
)
from explorer.api.lists import PAGE, ListFilterSet, page_of, true_or_false
from explorer.api.once import PARAMETER, answered, call_of, once
from explorer.api.permissions import MayKeep
from explorer.api.problems import NotReady, Refused
from explorer.api.shapes import CandidateSerializer
from explorer.api.versioned import Versioned
from explorer.audience import audience_of, viewer_key
from explorer.filters import searched_if_valid
from explorer.holder import member_holder
from explorer.models import ShortlistEntry
from explorer.models.api_token import Scope
from explorer.references import profile_keys_of
from explorer.search.find import Hit, Look, NotReadyError, find_these, judged
from profiles.models import AuditAction, Origin

FILTERS = [
    OpenApiParameter("metNotitie", bool, description="Only candidates with a note, or only those without one."),
    OpenApiParameter("bewaardVanaf", {"type": "string", "format": "date"}, description="Kept on this day or later."),
]


class EntryFilterSet(ListFilterSet):
    """What a shortlist may be filtered by."""

    metNotitie = true_or_false(method="noted")
    bewaardVanaf = django_filters.DateFilter("kept_at", "date__gte")

    def noted(self, rows: Any, _name: str, wanted: bool) -> Any:  # noqa: FBT001 - the framework's order
        return rows.exclude(note="") if wanted else rows.filter(note="")


class Shortlist(Versioned):
    """All of it."""

    scope = Scope.SHORTLIST
    permission_classes = (MayKeep,)

    @extend_schema(
        operation_id="selectie", parameters=[*FILTERS, PAGE], responses=ShortlistSerializer, tags=["selectie"]
    )
    def get(self, request: Request) -> Response:
        """The caller's shortlist, in their own order. Who is on it was shown before, so it costs no budget."""
        entries = ShortlistEntry.objects.of(member_holder(member(request))).kept().order_by("position", "pk")
        page = page_of(request, EntryFilterSet, entries)
        hits = _cards(request, page.rows)
        return Response(page.shaped("selectie", lambda entry: _shape(entry, hits.get(entry.profile_key))))

    @extend_schema(
        operation_id="bewaarKandidaat",
        parameters=[PARAMETER],
        request=NewEntrySerializer,
        responses={201: KeptSerializer},
        tags=["selectie"],
    )
    def post(self, request: Request) -> Response:
        """Puts a candidate at the end of the list; one who is on it already stays where they are."""
        membership, at = member(request), timezone.now()
        asked, call = body_of(request, NewEntrySerializer), call_of(request, membership)
        code = asked["referentie"]
        profile = profile_keys_of(viewers=[viewer_key(membership)], codes=[code]).get(code)
        if profile is None:
            raise Refused((_("referentie: u kent niemand onder %(code)s.") % {"code": code},))
        values = {"holder": member_holder(membership), "profile": profile, "query": asked["zoekvraag"], "at": at}
        try:
            return answered(call) or once(call, lambda: _kept(shortlist.keep(**values), code), at=at)
        except shortlist.CannotKeepError as error:
            raise Refused((str(error),)) from None


class OneEntry(Versioned):
    """One candidate on it; what is on another's list is as absent as what is on none."""

    scope = Scope.SHORTLIST
    permission_classes = (MayKeep,)

    @extend_schema(operation_id="kandidaatOpSelectie", responses=EntrySerializer, tags=["selectie"])
    def get(self, request: Request, sleutel: str) -> Response:
        """One candidate on the list, with the card."""
        entry = ShortlistEntry.objects.of(member_holder(member(request))).kept().filter(key=key_of(sleutel)).first()
        if entry is None:
            raise Http404
        return Response(_shape(entry, _cards(request, [entry]).get(entry.profile_key)))

    @extend_schema(operation_id="noteer", request=NoteSerializer, responses={204: None}, tags=["selectie"])
    def patch(self, request: Request, sleutel: str) -> Response:
        """Writes a note beside a candidate."""
        text = body_of(request, NoteSerializer)["notitie"]
        try:
            shortlist.write_note(holder=member_holder(member(request)), key=key_of(sleutel), text=text)
        except ShortlistEntry.DoesNotExist:
            raise Http404 from None
        except shortlist.CannotKeepError as error:
            raise Refused((f"notitie: {error}",)) from None
        return Response(status=204)

    @extend_schema(operation_id="haalVanSelectie", responses={204: None}, tags=["selectie"])
    def delete(self, request: Request, sleutel: str) -> Response:
        """Takes a candidate off the list; on the website they can be put back for an hour."""
        try:
            shortlist.remove(holder=member_holder(member(request)), key=key_of(sleutel), at=timezone.now())
        except ShortlistEntry.DoesNotExist:
            raise Http404 from None
        return Response(status=204)


def _cards(request: Request, entries: Sequence[ShortlistEntry]) -> dict[str, Hit]:
    """The cards that can be shown now, by profile key; logged first. Raises `NotReady` when nothing is published."""
    if not entries:
        return {}
    look = Look(audience_of(request, origin=Origin.API), AuditAction.SHORTLIST, timezone.now())
    try:
        return find_these(profiles=[entry.profile_key for entry in entries], look=look)
    except NotReadyError:
        raise NotReady from None


def _shape(entry: ShortlistEntry, hit: Hit | None) -> dict[str, Any]:
    answered_hit = judged(hit, searched_if_valid(entry.query).asked) if hit else None
    return {
        "sleutel": str(entry.key),
        "notitie": entry.note,
        "zoekvraag": entry.query,
        "bewaardOp": entry.kept_at.isoformat(timespec="seconds"),
        "kandidaat": CandidateSerializer().to_representation(answered_hit) if answered_hit else None,
        "_links": _links(entry),
    }


def _kept(entry: ShortlistEntry, code: str) -> dict[str, Any]:
    return {"sleutel": str(entry.key), "referentie": code, "_links": _links(entry)}


def _links(entry: ShortlistEntry) -> dict[str, dict[str, str]]:
    return {"self": {"href": reverse("api_shortlist_entry", kwargs={"sleutel": entry.key})}}
