"""Counts per municipality how many people employers can find, and how many not for which reason. Aggregates only."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.db.models import OuterRef, Subquery

from profiles import keys
from profiles.calendar import day_of
from profiles.models import Live, Route, VisibilityCount
from profiles.reference.municipalities import timeline
from sync.models import CensusRow, StagedProfile
from sync.release import left_out
from sync.tallies import tallies_on

CHUNK = 5000
AVAILABLE = "direct"


def count_visible(*, at: dt.datetime) -> None:
    """Counts everyone of today, and replaces what was counted before; reads before it writes."""
    today = day_of(at)
    people, with_profile = _in_sonar(today)
    allowed, visible, available = _staged(today)
    counts = []
    for place in people:
        shown_at_most = min(allowed[place], with_profile[place])
        counts.append(
            VisibilityCount(
                municipality=place,
                people=people[place],
                with_profile=with_profile[place],
                allowed=shown_at_most,
                visible=min(visible[place], shown_at_most),
                available=min(available[place], shown_at_most),
                counted_at=at,
            )
        )
    with transaction.atomic():
        VisibilityCount.objects.all().delete()
        VisibilityCount.objects.bulk_create(counts)


def _in_sonar(today: dt.date) -> tuple[Counter[str], Counter[str]]:
    """By municipality of today's list: everyone, and those with a profile."""
    people: Counter[str] = Counter()
    with_profile: Counter[str] = Counter()
    for tally in tallies_on([today])[today].tallies:
        place = _place(tally.municipality, today)
        people[place] += tally.people
        with_profile[place] += tally.with_profile
    return people, with_profile


def _staged(today: dt.date) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By municipality: who may be shown, who is shown by the generation that is live, and who is available."""
    allowed: Counter[str] = Counter()
    visible: Counter[str] = Counter()
    available: Counter[str] = Counter()
    others, shown = left_out(today), _shown()
    for record, person, availability, code in _records():
        if record in others:
            continue
        place = _place(code or "", today)
        allowed[place] += 1
        visible[place] += keys.profile_key(person) in shown
        available[place] += availability == AVAILABLE
    return allowed, visible, available


def _place(code: str, today: dt.date) -> str:
    return timeline().carried(code, today) or ""


def _shown() -> set[str]:
    live = Live.objects.first()
    return set(Route.objects.visible(live.generation_id).values_list("profile_key", flat=True)) if live else set()


def _records() -> Iterator[tuple[str, str, str, str | None]]:
    """Record, person, availability and municipality of everyone who may be shown, chunk by chunk."""
    census = CensusRow.objects.filter(record_key=OuterRef("record_key")).values("municipality")
    columns = ("record_key", "person_key", "availability", "municipality")
    rows, after = StagedProfile.objects.annotate(municipality=Subquery(census)).order_by("record_key"), ""
    while chunk := list(rows.filter(record_key__gt=after).values_list(*columns)[:CHUNK]):
        yield from chunk
        after = chunk[-1][0]
