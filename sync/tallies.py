"""Counts who is in the target group on several days: each record is read once, however many days are asked."""

import datetime as dt
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sync.models import CensusRow

CHUNK = 5000
DAYS = ("registered_on", "deregistered_on", "removed_on", "profile_on", "profile_ended_on")
COLUMNS = ("record_key", "person_key", "municipality", "party", "version", *DAYS)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people one party has in one municipality (its code as the feed sent it), and with a client profile."""

    municipality: str
    party: str
    people: int
    with_profile: int


@dataclass(frozen=True, slots=True)
class DayTally:
    """Everyone who counts on a day, each once, and how many people have records that count with both parties."""

    tallies: tuple[Tally, ...]
    claimed_twice: int


class Standing(NamedTuple):
    """Where a record counts, and between which of the days asked; their positions, the end not included."""

    municipality: str
    party: str
    start: int
    end: int
    profile_start: int
    profile_end: int


class Claim(NamedTuple):
    """A record of someone who has several. In this order the last one wins: the feed's before a file's, then the
    latest registration, then the larger key (profiles/transparency/definitions.py)."""

    of_feed: bool
    registered_on: dt.date
    record_key: str
    standing: Standing


def tallies_on(days: Sequence[dt.date]) -> dict[dt.date, DayTally]:
    """Who counts on each of these days, which are given oldest first: registered on or before it, and neither
    deregistered nor removed by its end."""
    alone, claims = _read(days)
    return {day: _tally(at, alone, claims) for at, day in enumerate(days)}


def _read(days: Sequence[dt.date]) -> tuple[Counter[Standing], list[list[Claim]]]:
    """How many people with one record stand alike, and the records of each of the others, the winning one last."""
    place = cache(lambda day: len(days) if day is None else bisect_left(days, day))
    doubled = set(CensusRow.objects.doubled().values_list("person_key", flat=True))
    alone: Counter[Standing] = Counter()
    claims: dict[str, list[Claim]] = defaultdict(list)
    for record_key, person, municipality, party, version, *on in _rows():
        standing = _standing(municipality, party, place, on)
        if person in doubled:
            claims[person].append(Claim(version >= 0, on[0], record_key, standing))
        else:
            alone[standing] += 1
    return alone, [sorted(records) for records in claims.values()]


def _standing(municipality: str, party: str, place: Callable[[Any], int], on: list[dt.date | None]) -> Standing:
    registered, deregistered, removed, profile, profile_ended = map(place, on)
    return Standing(municipality, party, registered, min(deregistered, removed), profile, profile_ended)


def _rows() -> Iterator[tuple[Any, ...]]:
    """All records, chunk by chunk, no cursor left open."""
    rows, after = CensusRow.objects.order_by("record_key").values_list(*COLUMNS), ""
    while chunk := list(rows.filter(record_key__gt=after)[:CHUNK]):
        yield from chunk
        after = chunk[-1][0]


def _tally(at: int, alone: Counter[Standing], claims: Iterable[list[Claim]]) -> DayTally:
    people: Counter[tuple[str, str]] = Counter()
    with_profile: Counter[tuple[str, str]] = Counter()
    claimed_twice = 0
    for standing, number in alone.items():
        _add(at, standing, number, people, with_profile)
    for records in claims:
        counting = [one.standing for one in records if one.standing.start <= at < one.standing.end]
        claimed_twice += len({one.party for one in counting}) > 1
        for winner in counting[-1:]:
            _add(at, winner, 1, people, with_profile)
    tallies = (Tally(*group, people=number, with_profile=with_profile[group]) for group, number in people.items())
    return DayTally(tuple(tallies), claimed_twice)


def _add(
    at: int, standing: Standing, number: int, people: Counter[tuple[str, str]], profiles: Counter[tuple[str, str]]
) -> None:
    municipality, party, start, end, profile_start, profile_end = standing
    if start <= at < end:
        people[municipality, party] += number
        if profile_start <= at < profile_end:
            profiles[municipality, party] += number
