"""From what somebody keeps to their shortlist in words: who is on it, why they fit, and who is not available now."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats

from explorer import presenters
from explorer.audience import Audience
from explorer.filters import CandidateFilterSet, searched_if_valid
from explorer.models import ProfileReference, ShortlistEntry
from explorer.models.shortlist import Holder
from explorer.page_values import CardView
from explorer.references import known_to
from explorer.retention import UNDO_FOR
from explorer.search.find import Hit, Look, find_these, judged
from explorer.service_point import ServicePoint, service_point_for
from profiles.calendar import day_of
from profiles.models import AuditAction


@dataclass(frozen=True)
class KeptView:
    """One candidate on the list; `card` is None while they are not available."""

    key: str
    ref: str
    card: CardView | None
    sentence: str
    """The search in which they were found, in words; empty when there was none."""
    questions: tuple[str, ...]
    note: str
    kept_on: str
    service_point: ServicePoint | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class ShortlistPage:
    """A whole shortlist; `removed` can be put back, `departed` are people who are no longer published."""

    entries: tuple[KeptView, ...]
    removed: tuple[KeptView, ...]
    departed: int

    @property
    def available(self) -> tuple[KeptView, ...]:
        return tuple(entry for entry in self.entries if entry.card)


EMPTY = ShortlistPage((), (), 0)


def shortlist_page(*, holder: Holder, audience: Audience, action: AuditAction, at: dt.datetime) -> ShortlistPage:
    """Everything on a holder's shortlist; who is shown is logged first.

    Raises:
        NotReadyError: nothing is published yet.
    """
    rows = list(ShortlistEntry.objects.of(holder).order_by("position", "pk"))
    kept = [row for row in rows if row.removed_at is None and row.profile_key]
    removed = [row for row in rows if row.removed_at and row.removed_at > at - UNDO_FOR]
    if not rows:
        return EMPTY
    hits = find_these(profiles=[row.profile_key for row in kept], look=Look(audience, action, at))
    known = known_to(audience.viewer.key, [row.profile_key for row in (*kept, *removed)])
    codes = {profile: found.code for profile, found in known.items()}
    departed = sum(not row.profile_key for row in rows)
    return ShortlistPage(_views(kept, hits, codes), _views(removed, {}, codes), departed)


def kept_among(codes: Collection[str], *, holder: Holder | None, audience: Audience) -> frozenset[str]:
    """Which of these references of this audience stand for somebody on the shortlist."""
    if holder is None or not codes:
        return frozenset()
    kept = ShortlistEntry.objects.profiles_kept_by(holder)
    if not kept:
        return kept
    own = ProfileReference.objects.of(audience.viewer.key).filter(code__in=codes, profile_key__in=kept)
    return frozenset(own.values_list("code", flat=True))


def _views(rows: list[ShortlistEntry], hits: Mapping[str, Hit], codes: Mapping[str, str]) -> tuple[KeptView, ...]:
    searches = {query: searched_if_valid(query) for query in {row.query for row in rows}}
    last = len(rows) - 1
    return tuple(
        _view(row, hits.get(row.profile_key), searches[row.query], codes, is_first=not place, is_last=place == last)
        for place, row in enumerate(rows)
    )


def _view(
    row: ShortlistEntry,
    hit: Hit | None,
    filters: CandidateFilterSet,
    codes: Mapping[str, str],
    *,
    is_first: bool,
    is_last: bool,
) -> KeptView:
    answered = judged(hit, filters.asked) if hit else None
    return KeptView(
        key=str(row.key),
        ref=codes.get(row.profile_key, ""),
        card=presenters.card_view(answered, filters, path=reverse("search")) if answered else None,
        sentence=presenters.sentence(filters.query, filters) if filters.query.criteria else "",
        questions=presenters.questions(answered, filters) if answered else (),
        note=row.note,
        kept_on=formats.date_format(day_of(row.kept_at), "j F Y"),
        service_point=service_point_for(hit.card.labels["place"]) if hit else None,
        is_first=is_first,
        is_last=is_last,
    )
