"""Staged people, their release, and what is live then."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from profiles import keys
from profiles.models import Card, Generation, Live, Route
from profiles.terms import Terms
from sync.models import StagedProfile
from sync.release import release
from tests.factories import NOW, staged

MINUTE = dt.timedelta(minutes=1)


def at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    """A clock that stands still."""
    return lambda: moment


def released(moment: dt.datetime = NOW, k: int = 5) -> Generation:
    return release(k=k, clock=at(moment))


def crowd(number: int = 5, **values: Any) -> list[StagedProfile]:
    """So many people who look the same."""
    return [staged(**values) for _ in range(number)]


def motley(number: int) -> None:
    """People of all kinds, some of them alone in theirs."""
    draw = random.Random(7)
    for _ in range(number):
        staged(
            sub_region=draw.choice(["04-1", "04-1", "04-2", "01-4", ""]),
            education=draw.choice(["", "", "1", "2", "4"]),
            hours=draw.choice(["", "U20", "U28"]),
            licence=draw.choice(["", "geen", "B"]),
            travel=draw.choice(["", "T15", "T25"]),
            availability=draw.choice(["", "overleg", "direct"]),
            occupations=Terms(tuple(draw.sample(["8344", "9112", "9329", "8342"], draw.randint(0, 3)))),
        )


def card_of(row: StagedProfile) -> Card:
    """The live card of the person of a staged record."""
    live = Live.objects.get().generation
    route = Route.objects.get(generation=live, profile_key=keys.profile_key(row.person_key))
    return Card.objects.get(generation=live, number=route.number)
