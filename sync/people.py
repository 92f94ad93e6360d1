"""Everyone of a release, column by column: a hundred thousand rows are read and worked out in one go."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, TextField
from django.db.models.functions import Cast

from profiles import keys
from profiles.anonymity.facts import COUNTRY, Facts
from profiles.display import LIST_FIELDS
from sync.models import ReleasedProfile

CHUNK = 2000
FIELDS = ("record_key", "person_key", "sub_region", *Facts._fields[1:], "dutch", "profile_on", "sealed")


@dataclass(frozen=True)
class People:
    """Those who are published; every list has one entry per person, in one order."""

    facts: list[Facts] = field(default_factory=list)
    dutch: list[str] = field(default_factory=list)
    profile_on: list[date] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in LIST_FIELDS})
    """By list name: its terms as text, in the form of `profiles.terms`."""
    profile_keys: list[str] = field(default_factory=list)
    sealed: list[bytes] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.facts)


def read_people(left_out: Collection[str], objected: Collection[str]) -> People:
    """The people to release, but for these record keys and profile keys.

    Lists stay text, which spares a million conversions.
    """
    people = People()
    for record_key, person_key, place, *facts, dutch, profile_on, sealed, lists in _rows():
        profile_key = keys.profile_key(person_key)
        if record_key in left_out or profile_key in objected:
            continue
        people.profile_keys.append(profile_key)
        people.facts.append(Facts(place or COUNTRY, *facts))
        people.dutch.append(dutch)
        people.profile_on.append(profile_on)
        people.sealed.append(bytes(sealed))
        for name, text in zip(LIST_FIELDS, lists, strict=True):
            people.lists[name].append(text)
    return people


def _rows() -> Iterator[list[Any]]:
    """Chunk by chunk, by key: an open cursor on SQLite would bar every write after someone else's."""
    texts = {f"{name}_text": Cast(F(name), TextField()) for name in LIST_FIELDS}
    rows = ReleasedProfile.objects.annotate(**texts).order_by("record_key").values_list(*FIELDS, *texts)
    after = ""
    while chunk := list(rows.filter(record_key__gt=after)[:CHUNK]):
        yield from ([*row[: len(FIELDS)], row[len(FIELDS) :]] for row in chunk)
        after = chunk[-1][0]
