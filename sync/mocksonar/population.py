"""The whole feed on one day: any records of it, computed when asked for and kept nowhere."""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from sync.mocksonar import dirt
from sync.mocksonar.dirt import Item
from sync.mocksonar.draws import Draws, Ints, keyed
from sync.mocksonar.geography import NEVER, gazetteer
from sync.mocksonar.instants import iso
from sync.mocksonar.person import Person, people
from sync.mocksonar.plan import plan
from sync.mocksonar.profile import Profile, contents
from sync.mocksonar.segment import HORIZON, REFERENCE_DAY, Kind, Segment
from sync.mocksonar.timeline import Timeline, timeline

ID_COUNT = 999_999_937  # a prime: multiplying by a key is a permutation of the nine-digit numbers below it


class DayOutOfRangeError(ValueError):
    """Asked for a day on which this population does not exist."""


@dataclass(frozen=True)
class Population:
    """An invented country of about `profiles` client profiles on 31 December 2020, as it stands on `today`."""

    profiles: int
    seed: int
    today: int  # ordinal

    def __post_init__(self) -> None:
        """Raises DayOutOfRangeError, and TooManyProfilesError when the plan is made."""
        if not REFERENCE_DAY <= self.today <= HORIZON:
            first, last = date.fromordinal(REFERENCE_DAY), date.fromordinal(HORIZON)
            raise DayOutOfRangeError(f"{date.fromordinal(self.today)} is not between {first} and {last}.")
        plan(self.profiles, self.seed)

    @property
    def segments(self) -> tuple[Segment, ...]:
        return plan(self.profiles, self.seed)

    @property
    def snapshot(self) -> str:
        """The `momentopname`: the same for the same seed, number of profiles and day."""
        check = keyed(self.seed, f"snapshot {self.profiles} {self.today}", 4).hex()
        return f"{date.fromordinal(self.today)}-{check}"

    def size(self, segment: Segment) -> int:
        return segment.size(self.today)

    def timeline(self, segment: Segment, positions: Ints) -> Timeline:
        """The dates of the records at these positions of a segment; the feed mixes the slots."""
        size = self.size(segment)
        factor = int.from_bytes(keyed(self.seed, f"order {segment.region}", 4), "big") % size + 1
        while math.gcd(factor, size) > 1:
            factor += 1
        return timeline(segment, positions * factor % size, self.seed, self.today)

    def items(self, segment: Segment, positions: Ints) -> list[Item]:
        """The records at these positions as the feed sends them."""
        if not positions.size:
            return []
        block = self.timeline(segment, positions)
        persons = people(self.seed, block.person, block.home, block.person_registered)
        columns = self._columns(segment, block, persons, self._profiles(block, persons))
        items: list[Item] = [
            dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
        ]
        self._soil(block, items)
        return items

    def _columns(
        self, segment: Segment, block: Timeline, persons: list[Person], profiles: list[Profile | None]
    ) -> dict[str, list[object]]:
        """The fields of a healthy item, in the order of the contract."""
        draws = Draws(self.seed, block.number)
        outside = (block.kind == Kind.OUTSIDE).tolist()
        groups = zip(outside, draws.choose("target group", dirt.TARGET_GROUP), strict=True)
        return {
            "klantId": self._ids(block.number),
            "versie": block.changed.tolist(),
            "verwijderd": [False] * len(persons),
            "persoon": [*persons],
            "gemeenteCode": self._codes(segment, block, draws),
            "gemeenteSinds": [iso(day) for day in block.home_since.tolist()],
            "klantsoort": ["UWV" if uwv else "GEM" for uwv in block.uwv.tolist()],
            "klantsoortSinds": [iso(day) for day in block.party_since.tolist()],
            "banenafspraak": [answer if is_outside else "Ja" for is_outside, answer in groups],
            "toestemming": [*draws.choose("consent", dirt.CONSENT)],
            "inschrijfdatum": [iso(day) for day in block.registered.tolist()],
            "uitschrijfdatum": [iso(day) for day in block.left.tolist()],
            "profieldatum": [iso(day) for day in block.profile_from.tolist()],
            "profieleinddatum": [iso(day) for day in block.profile_until.tolist()],
            "klantprofiel": [*profiles],
        }

    def _ids(self, numbers: Ints) -> list[object]:
        """Opaque, different for every record, and the same on every day."""
        factor = int.from_bytes(keyed(self.seed, "id", 8), "big") % (ID_COUNT - 1) + 1
        return [f"WZ{number:09d}" for number in ((numbers + 1) * factor % ID_COUNT).tolist()]

    def _codes(self, segment: Segment, block: Timeline, draws: Draws) -> list[object]:
        """The golden cohort is always spelled properly."""
        if segment.region is None:
            return [*draws.choose("no municipality", dirt.NO_MUNICIPALITY)]
        proper = segment.golden & (block.kind == Kind.COHORT)
        spellings = dirt.SPELLINGS.at(np.where(proper, 0.0, draws.chances("spelling")))
        codes = gazetteer().codes_at(block.home, block.home_since)
        return [dirt.spelled(code, spelling) for code, spelling in zip(codes, spellings, strict=True)]

    def _profiles(self, block: Timeline, persons: list[Person]) -> list[Profile | None]:
        profiles: list[Profile | None] = [None] * len(persons)
        having = np.flatnonzero(block.has_profile())
        names = [str(persons[place]["naam"]) for place in having.tolist()]
        found = contents(self.seed, block.number[having], block.revision[having], names)
        for place, profile in zip(having.tolist(), found, strict=True):
            profiles[place] = profile
        return profiles

    def _soil(self, block: Timeline, items: list[Item]) -> None:
        """Damages what is broken, and reduces blank rows and tombstones to what is left of them."""
        damages = Draws(self.seed, block.number).choose("damage", dirt.DAMAGES)
        for place in np.flatnonzero(block.broken).tolist():
            dirt.damage(items[place], damages[place])
        for place in np.flatnonzero(block.kind == Kind.BLANK).tolist():
            items[place] = dict.fromkeys(items[place]) | {"klantId": items[place]["klantId"]}
        for place in np.flatnonzero(block.withdrawn < NEVER).tolist():
            kept = {key: items[place][key] for key in ("klantId", "versie")}
            items[place] = {**kept, "verwijderd": True}
