"""Checks the whole log: every mark and link, every closed month, and the heads of the second place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from profiles.audit import heads
from profiles.audit.marks import FIELDS, START, checkpoint_mark, event_mark, link_after, removal_mark
from profiles.models import AuditCheckpoint, AuditEvent, AuditPending, AuditSeal

CHUNK = 5000


@dataclass(frozen=True)
class Verdict:
    """What the check found. `first_bad` is a place in the chain: the number of a seal, counted from 1."""

    ok: bool
    events: int
    unsealed: int = 0
    first_bad: int | None = None
    problem: str = ""


class BrokenError(Exception):
    """Something in the log is not as it was written."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(problem)
        self.number, self.problem = number, problem


@dataclass
class Walk:
    """How far the check is: the last number and link that were found right, and how many events."""

    number: int = 0
    link: str = START
    events: int = 0


def verify(known: Mapping[int, str] | None = None) -> Verdict:
    """Checks everything that is kept; reads only. `known` are heads from elsewhere than `AUDIT_HEADS_DIR`.

    Runs beside a working site: what is logged meanwhile is for the next time.
    """
    known = heads.read() if known is None else known
    walk = Walk()
    try:
        promised = max(AuditSeal.objects.last_number(), *known, 0)
        ends = _closed_months(walk)
        _chain(walk, ends, known)
        if max(promised, *ends, 0) > walk.number:
            raise BrokenError(walk.number + 1, "The end of the log is gone.")
        if walk.events and not known:
            raise BrokenError(walk.number, "The heads of the chain are gone from the second place.")
        unsealed = _unsealed(walk)
    except BrokenError as error:
        return Verdict(ok=False, events=walk.events, first_bad=error.number, problem=error.problem)
    return Verdict(ok=True, events=walk.events + unsealed, unsealed=unsealed)


def _closed_months(walk: Walk) -> dict[int, str]:
    """Moves on past the months that were removed; returns how those that are kept end: link by last number."""
    ends: dict[int, str] = {}
    expected = 1
    for month in AuditCheckpoint.objects.select_related("removal").order_by("first"):
        if month.first != expected or month.mac != checkpoint_mark(month.month, month.first, month.last, month.link):
            raise BrokenError(expected, f"The end of {month} is not as it was written.")
        expected = month.last + 1
        if not hasattr(month, "removal"):
            ends[month.last] = month.link
            continue
        if ends or month.removal.mac != removal_mark(month.month, month.removal.removed_at):
            raise BrokenError(month.first, f"The events of {month} were removed by someone else than this program.")
        walk.number, walk.link = month.last, month.link
    return ends


def _chain(walk: Walk, ends: Mapping[int, str], known: Mapping[int, str]) -> None:
    """Follows the chain, seal by seal."""
    for number, link, event_id, mac, *values in _seals(walk.number):
        if number != walk.number + 1:
            raise BrokenError(walk.number + 1, "An event or its seal is gone.")
        if mac != event_mark(*values):
            raise BrokenError(number, "An event was changed.")
        if link != link_after(walk.link, number, event_id, mac):
            raise BrokenError(number, "An event was moved or swapped, or its seal was changed.")
        if ends.get(number, link) != link or known.get(number, link) != link:
            raise BrokenError(number, "The chain was made anew: it ends otherwise than was noted elsewhere.")
        walk.number, walk.link = number, link
        walk.events += 1


def _seals(after: int) -> Iterator[tuple[Any, ...]]:
    """Seals with their events, by number, chunk by chunk; `people` as it is stored."""
    said = [f"event__{name}" for name in FIELDS[:-1]]
    rows = AuditSeal.objects.order_by("number").values_list(
        "number", "link", "event_id", "event__mac", *said, _as_stored("event__people")
    )
    while chunk := list(rows.filter(number__gt=after)[:CHUNK]):
        yield from chunk
        after = chunk[-1][0]


def _unsealed(walk: Walk) -> int:
    """Events that came in during the last seconds: each must bear its mark and wait for its seal."""
    rows = (
        AuditEvent.objects.filter(seal=None)
        .order_by("pk")
        .values_list("pk", "mac", *FIELDS[:-1], _as_stored("people"))
    )
    found = list(rows)
    waiting = set(AuditPending.objects.values_list("event_id", flat=True))
    sealed = set(AuditSeal.objects.filter(event__in=[row[0] for row in found]).values_list("event_id", flat=True))
    for place, (pk, mac, *values) in enumerate(found, walk.number + 1):
        if mac != event_mark(*values) or pk not in waiting | sealed:
            raise BrokenError(place, "An event was put in that this program did not write, or changed.")
    if AuditPending.objects.exclude(event__in=AuditEvent.objects.all()).exists():
        raise BrokenError(walk.number + 1, "An event is gone that waited for its seal.")
    return len(found)


def _as_stored(field: str) -> Cast:
    return Cast(field, TextField())
