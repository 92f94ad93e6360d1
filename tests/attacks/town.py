"""A crowd of invented people, staged and released, whose true facts only the tests know."""

import datetime as dt
import random
import sys
from typing import Any

from profiles import keys
from profiles.models import Generation
from profiles.terms import Terms
from sync.models import CensusRow, StagedProfile
from sync.release import release
from tests.factories import NOW

PLACES = ("04-1", "04-1", "04-1", "04-2", "04-2", "01-1", "")
FACTS: dict[str, tuple[str, ...]] = {
    "education": ("", "", "", "1", "2", "2", "4", "4", "9"),
    "hours": ("", "", "U12", "U20", "U20", "U28", "U36"),
    "licence": ("", "geen", "geen", "B", "BMeer"),
    "travel": ("", "", "T05", "T15", "T15", "T25", "T50"),
    "availability": ("", "overleg", "overleg", "overleg", "direct"),
}
LISTS = {
    "sectors": ("C", "G", "H", "I", "Q"),
    "task_types": ("TS01", "TS03", "TS06", "TS07", "TS09", "TS11"),
    "occupations": ("8344", "8344.1", "8342", "9112", "9112.1", "9329"),
}


def settle(number: int, seed: int = 1) -> list[StagedProfile]:
    """So many people with facts and wishes drawn by lot; most kinds are rare."""
    draw = random.Random(seed)
    people = [_person(draw, serial) for serial in range(number)]
    StagedProfile.objects.bulk_create(people)
    CensusRow.objects.bulk_create(
        CensusRow(
            record_key=row.record_key,
            person_key=row.person_key,
            version=1,
            registered_on=row.registered_on,
            party="UWV",
            profile_on=row.profile_on,
        )
        for row in people
    )
    return people


def released(moment: dt.datetime = NOW) -> Generation:
    return release(k=5, clock=lambda: moment, all_regions=True)


def say(figure: str) -> None:
    """Prints the number that an attack gave: `pytest -s tests/attacks` lists them all."""
    sys.stdout.write(f"\n{figure}")


def _person(draw: random.Random, serial: int) -> StagedProfile:
    facts: dict[str, Any] = {name: draw.choice(values) for name, values in FACTS.items()}
    lists: dict[str, Any] = {
        name: Terms(tuple(draw.sample(codes, draw.randint(0, 3)))) for name, codes in LISTS.items()
    }
    return StagedProfile(
        record_key=keys.record_key(f"WZ{serial}"),
        person_key=keys.person_key(f"bsn {serial}"),
        version=1,
        registered_on=dt.date(2020, 1, 1),
        profile_on=dt.date(2026, 10, 5),
        sub_region=draw.choice(PLACES),
        sealed=b"sealed",
        **facts,
        **lists,
    )
