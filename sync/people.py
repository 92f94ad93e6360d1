"""Everyone of a release, column by column: a hundred thousand rows are read and worked out in one go."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db.models import F, TextField
from django.db.models.functions import Cast

from profiles import keys
from profiles.anonymity.facts import COUNTRY, Facts
from profiles.display import LIST_FIELDS
from sync.models import ReleasedProfile

CHUNK = 2000
OWN = len(Facts._fields) - 1  # facts that a row has as they are; the place may be unknown
FIELDS = ("record_key", "person_key", "sub_region", *Facts._fields[1:], "dutch", "profile_on", "sealed")

Row = tuple[Any, ...]


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

    Lists stay text, which spares a million conversions; of equal texts one is kept.
    """
    people, same = People(), cache(str)
    for rows in _chunks():
        keyed = ((keys.profile_key(row[1]), row) for row in rows)
        kept = [(key, row) for key, row in keyed if row[0] not in left_out and key not in objected]
        people.profile_keys.extend(key for key, _row in kept)
        _add(people, [row for _key, row in kept], same)
    return people


def _add(people: People, rows: list[Row], same: Callable[[str], str]) -> None:
    """Turns rows into columns, in one go for each column."""
    if not rows:
        return
    _records, _persons, places, *others = zip(*rows, strict=True)
    facts, (dutch, profile_on, sealed), lists = others[:OWN], others[OWN : OWN + 3], others[OWN + 3 :]
    people.facts.extend(map(Facts, [place or COUNTRY for place in places], *facts))
    people.dutch.extend(dutch)
    people.profile_on.extend(profile_on)
    people.sealed.extend(map(bytes, sealed))
    for name, texts in zip(LIST_FIELDS, lists, strict=True):
        people.lists[name].extend(map(same, texts))


def _chunks() -> Iterator[list[Row]]:
    """Chunk by chunk, by key: an open cursor on SQLite would bar every write after someone else's."""
    texts = {f"{name}_text": Cast(F(name), TextField()) for name in LIST_FIELDS}
    rows = ReleasedProfile.objects.annotate(**texts).order_by("record_key").values_list(*FIELDS, *texts)
    after = ""
    while chunk := list(rows.filter(record_key__gt=after)[:CHUNK]):
        yield chunk
        after = chunk[-1][0]
