"""When things happen to clients: a block of records as it stands on a day, with the future still hidden.

Every event of a record has one fixed day; a later day only shows more of them. So an item that looks different
on a later day has a later day of change.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from sync.mocksonar.draws import Draws, Flags, Ints
from sync.mocksonar.geography import NEVER, gazetteer
from sync.mocksonar.segment import INFLOW, OUTFLOW, QUARTER, REFERENCE_DAY, Kind, Segment

COHORT_DAYS = int(QUARTER / INFLOW)  # the cohort registered evenly over this time, about 18 years
LEAVING_DAYS = int(QUARTER / OUTFLOW)  # a client leaves on an even chance within this time, about 67 years
FORMER_FROM = date(2017, 1, 1).toordinal()
PROFILES_FROM = date(2014, 1, 1).toordinal()
MOVING_DAYS, SWITCHING_DAYS, ENDING_DAYS = (int(QUARTER / rate) for rate in (0.012, 0.0003, 0.004))
STARTING_DAYS = {"GEM": int(QUARTER / 0.0005), "UWV": int(QUARTER / 0.015)}  # of people without a profile
DRAFTING_DAYS = 180  # a profile follows registration within this time
ENDED_EARLY, WITHDRAWN, BROKEN = 0.03, 0.03, 0.0035
WITHDRAWN_FROM = date(2019, 1, 1).toordinal()
WITHDRAWING_DAYS = 4000


@dataclass(frozen=True)
class Timeline:
    """A block of records on one day, as parallel arrays. Days are ordinals; NEVER = not (yet)."""

    number: Ints  # of the record
    person: Ints  # twins share it
    kind: Ints
    person_registered: Ints
    registered: Ints
    left: Ints
    superseded: Ints  # from this day another record of the same person counts
    home: Ints  # index of the municipality
    home_since: Ints
    uwv: Flags
    party_since: Ints
    profile_from: Ints
    profile_until: Ints
    revision: Ints  # how often the profile was edited
    withdrawn: Ints
    broken: Flags
    changed: Ints  # the last day on which something became different

    def has_profile(self) -> Flags:
        """Whether the profile exists today."""
        exists: Flags = (self.profile_from < NEVER) & (self.profile_until == NEVER)
        return exists

    def counted_on(self, day: int) -> Flags:
        """Whether the record counts on a day: in the target group, usable, registered, and the person's latest."""
        usable = ~self.broken & (self.withdrawn == NEVER) & (self.kind != Kind.OUTSIDE) & (self.kind != Kind.BLANK)
        counted: Flags = usable & (self.registered <= day) & (day < self.left) & (day < self.superseded)
        return counted


@dataclass(frozen=True)
class _Stay:
    """From when until when the person is a client, and from when on more may happen to the record."""

    person_registered: Ints
    registered: Ints
    left: Ints
    settled: Ints  # the reference day for the cohort, registration for everyone else


def timeline(segment: Segment, slots: Ints, seed: int, today: int) -> Timeline:
    """What the records in these slots look like on a day. All slots must be below `segment.size(today)`."""
    kind = segment.kinds(slots)
    number, person = segment.base + slots, segment.base + segment.people(slots, kind)
    draws = Draws(seed, number)
    cell = segment.cells(slots, kind, draws)
    stay = _stay(segment, slots, kind, draws, Draws(seed, person))
    fixed = (kind == Kind.TWIN) | ((kind == Kind.COHORT) & segment.golden)
    home, home_since = _home(segment, cell, stay, draws, fixed, today)
    uwv, party_since = _party(segment.uwv[cell], stay, draws, fixed, today)
    start, end = _profile(segment.profile[cell], segment.uwv[cell], kind == Kind.COHORT, stay, draws)
    start, end, left = _shown(start, today), _shown(end, today), _shown(stay.left, today)
    revision, edited = _edits(start, end, left, draws, today)
    seen = _latest(stay.registered, left, home_since, party_since, start, end, edited)
    loose = (kind == Kind.FORMER) | (kind == Kind.OUTSIDE) | (kind == Kind.JOINER)
    withdrawn = _shown(_withdrawal(stay, draws, loose), today)
    return Timeline(
        number=number,
        person=person,
        kind=kind,
        person_registered=stay.person_registered,
        registered=stay.registered,
        left=left,
        superseded=np.where(kind == Kind.TWIN, stay.person_registered, NEVER),
        home=home,
        home_since=home_since,
        uwv=uwv,
        party_since=party_since,
        profile_from=start,
        profile_until=end,
        revision=revision,
        withdrawn=withdrawn,
        broken=loose & (draws.chances("broken") < BROKEN),
        changed=np.where(withdrawn < NEVER, withdrawn, np.where(kind == Kind.BLANK, stay.registered, seen)),
    )


def _shown(day: Ints, today: int) -> Ints:
    return np.where(day <= today, day, NEVER)


def _latest(*days: Ints) -> Ints:
    latest: Ints = np.max([np.where(day < NEVER, day, 0) for day in days], axis=0)
    return latest


def _stay(segment: Segment, slots: Ints, kind: Ints, draws: Draws, person: Draws) -> _Stay:
    """A twin registered before the person's main record and leaves with it, so it never counts after that."""
    cohort = REFERENCE_DAY - person.below("registered", COHORT_DAYS)
    former = FORMER_FROM + draws.below("former", REFERENCE_DAY - FORMER_FROM + 1)
    joined = segment.arrivals(slots)
    is_former, is_joiner = kind == Kind.FORMER, kind == Kind.JOINER
    own = np.where(is_joiner, joined, np.where(is_former, former - 30 - draws.below("stayed", 5000), cohort))
    settled = np.where(is_joiner | is_former, own, REFERENCE_DAY)
    left = np.where(is_former, former, settled + 1 + person.below("left", LEAVING_DAYS))
    earlier = np.where(kind == Kind.TWIN, 30 + draws.below("earlier", 700), 0)
    return _Stay(own, own - earlier, left, settled)


def _home(segment: Segment, cell: Ints, stay: _Stay, draws: Draws, fixed: Flags, today: int) -> tuple[Ints, Ints]:
    """The municipality and the day since when; one move at most, within the region, as far as the feed knows."""
    places = gazetteer()
    late = np.maximum(draws.chances("resident") - 0.8, 0) * 5  # one in five came after registration
    since = stay.registered + (late * (stay.settled - stay.registered)).astype(np.int64)
    first = places.settle(segment.homes[cell], since)
    moved = stay.settled + 1 + draws.below("moved", MOVING_DAYS)
    other = draws.below("destination", int(segment.cell_ends[-1]))
    second = places.settle(segment.homes[np.searchsorted(segment.cell_ends, other, side="right")], moved)
    moves = ~fixed & (moved <= today) & (moved < stay.left) & (first != second)
    return np.where(moves, second, first), np.where(moves, moved, since)


def _party(uwv: Flags, stay: _Stay, draws: Draws, fixed: Flags, today: int) -> tuple[Flags, Ints]:
    """Whose client it is and since when; the party changes once at most."""
    late = np.maximum(draws.chances("client") - 0.9, 0) * 10
    since = stay.registered + (late * (stay.settled - stay.registered)).astype(np.int64)
    switched = stay.settled + 1 + draws.below("switched", SWITCHING_DAYS)
    switches = ~fixed & (switched <= today) & (switched < stay.left)
    return uwv ^ switches, np.where(switches, switched, since)


def _profile(has: Flags, uwv: Flags, cohort: Flags, stay: _Stay, draws: Draws) -> tuple[Ints, Ints]:
    """First and last day of the profile. On the reference day the cohort has one exactly where its cell says so."""
    opens = np.maximum(stay.registered, PROFILES_FROM)
    due = np.where(cohort, REFERENCE_DAY, opens + DRAFTING_DAYS)
    waited = draws.chances("drafted") ** 4  # most profiles are drawn up soon after registration
    early = ~has & (draws.chances("ended early") < ENDED_EARLY) & (due - opens > DRAFTING_DAYS // 2)
    waiting = np.where(uwv, *(draws.below("started", STARTING_DAYS[party]) for party in ("UWV", "GEM")))
    drafted = opens + (waited * (due - opens - early)).astype(np.int64)
    start = np.where(has | early, drafted, due + 1 + waiting)
    lasts = draws.below("ended", ENDING_DAYS)
    end = np.where(has, due + 1 + lasts, start + 1 + lasts)
    end = np.where(early, start + 1 + draws.below("ended before", np.maximum(due - start, 1)), end)
    begins = start < stay.left
    return np.where(begins, start, NEVER), np.where(begins & (end < stay.left), end, NEVER)


def _edits(start: Ints, end: Ints, left: Ints, draws: Draws, today: int) -> tuple[Ints, Ints]:
    """How often a profile was edited while it was open, and the last day of an edit (NEVER = not edited)."""
    every = 300 + draws.below("edited", 1800)
    open_until = np.minimum(np.minimum(end, left), today)
    times = np.where(start < NEVER, np.maximum(open_until - start, 0) // every, 0)
    return times, np.where(times > 0, start + times * every, NEVER)


def _withdrawal(stay: _Stay, draws: Draws, loose: Flags) -> Ints:
    """The day on which Sonar removes the record; never one that was counted on the reference day."""
    removed = np.maximum(stay.registered + 60, WITHDRAWN_FROM) + draws.below("removed", WITHDRAWING_DAYS)
    return np.where(loose & (draws.chances("withdrawn") < WITHDRAWN), removed, NEVER)
