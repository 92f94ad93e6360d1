"""Counts who is in the target group on several days: the database adds up, and people with several records once."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q

from sync.models import CensusRow

Group = tuple[str, str]
"""A municipality's code as the feed sent it, and a party."""


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


class Claim(NamedTuple):
    """A record of someone who has several. In this order the last one wins: the feed's before a file's, then the
    latest registration, then the larger key (profiles/transparency/definitions.py)."""

    of_feed: bool
    registered_on: dt.date
    record_key: str
    group: Group
    deregistered_on: dt.date | None
    removed_on: dt.date | None
    profile_on: dt.date | None
    profile_ended_on: dt.date | None

    def counts_on(self, day: dt.date) -> bool:
        """The rule of `counting` for one record."""
        over = _began(self.deregistered_on, day) or _began(self.removed_on, day)
        return self.registered_on <= day and not over

    def has_profile_on(self, day: dt.date) -> bool:
        """The rule of `having_profile` for one record."""
        return _began(self.profile_on, day) and not _began(self.profile_ended_on, day)


def tallies_on(days: Sequence[dt.date]) -> dict[dt.date, DayTally]:
    """Who counts on each of these days: registered on or before it, and neither deregistered nor removed by its end.

    All records are counted in one question to the database; of people with several, those that do not win are taken
    off again.
    """
    records, claims = list(_records(days)), list(_claims())
    return {day: _tally(day, at, records, claims) for at, day in enumerate(days)}


def counting(day: dt.date) -> Q:
    """Records that count on a day."""
    registered = Q(registered_on__lte=day) & (Q(deregistered_on=None) | Q(deregistered_on__gt=day))
    return registered & (Q(removed_on=None) | Q(removed_on__gt=day))


def having_profile(day: dt.date) -> Q:
    """Records with a client profile on a day."""
    return Q(profile_on__lte=day) & (Q(profile_ended_on=None) | Q(profile_ended_on__gt=day))


def _records(days: Sequence[dt.date]) -> Iterator[tuple[Any, ...]]:
    """By municipality and party: for each day how many records count, and how many of these have a profile."""
    columns = {}
    for at, day in enumerate(days):
        columns[f"people_{at}"] = Count("party", filter=counting(day))
        columns[f"profiles_{at}"] = Count("party", filter=counting(day) & having_profile(day))
    return CensusRow.objects.values_list("municipality", "party").annotate(**columns).iterator()


def _claims() -> Iterator[list[Claim]]:
    """The records of each person who has several, the winning one last."""
    by_person: dict[str, list[Claim]] = defaultdict(list)
    columns = ("person_key", "version", "registered_on", "record_key", "municipality", "party")
    dates = ("deregistered_on", "removed_on", "profile_on", "profile_ended_on")
    rows = CensusRow.objects.filter(person_key__in=CensusRow.objects.doubled()).values_list(*columns, *dates)
    for person, version, registered, key, municipality, party, *others in rows:
        by_person[person].append(Claim(version >= 0, registered, key, (municipality, party), *others))
    return (sorted(claims, key=lambda claim: claim[:3]) for claims in by_person.values())


def _tally(day: dt.date, at: int, records: Iterable[tuple[Any, ...]], claims: Iterable[list[Claim]]) -> DayTally:
    people: Counter[Group] = Counter()
    profiles: Counter[Group] = Counter()
    claimed_twice = 0
    for municipality, party, *counts in records:
        people[municipality, party], profiles[municipality, party] = counts[2 * at : 2 * at + 2]
    for person in claims:
        found = [claim for claim in person if claim.counts_on(day)]
        claimed_twice += len({claim.group[1] for claim in found}) > 1
        people.subtract(claim.group for claim in found[:-1])
        profiles.subtract(claim.group for claim in found[:-1] if claim.has_profile_on(day))
    tallies = (
        Tally(*group, people=number, with_profile=profiles[group]) for group, number in people.items() if number
    )
    return DayTally(tuple(tallies), claimed_twice)


def _began(on: dt.date | None, day: dt.date) -> bool:
    return on is not None and on <= day
