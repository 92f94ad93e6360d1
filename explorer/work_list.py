"""What to fill in first, per municipality: counts of empty fields, weighed by how often employers ask the field."""

from collections.abc import Mapping
from dataclasses import dataclass

from profiles.models import EmptyFieldCount
from profiles.vocabularies import reference


@dataclass(frozen=True)
class EmptyField:
    """A field with how many records lack it."""

    field: str
    number: int
    cost: int
    """That number times the typical searches that ask the field."""


@dataclass(frozen=True)
class WorkRow:
    """The work of one party in one municipality; `fields` has what costs most first."""

    municipality: str
    """Its code; empty when it is not known."""
    party: str
    records: int
    fields: tuple[EmptyField, ...]

    @property
    def cost(self) -> int:
        return sum(one.cost for one in self.fields)


def work_list(*, region: int | None, asked: Mapping[str, int]) -> list[WorkRow]:
    """The rows of a region, or of all with those of unknown municipality; what costs most visibility first.

    `asked` says in how many typical searches each field is required; fields that none requires are left out.
    """
    counts = EmptyFieldCount.objects.filter(field__in=asked)
    if region is not None:
        counts = counts.of([code for code, town in reference().towns.items() if town.region == region])
    groups: dict[tuple[str, str], list[EmptyFieldCount]] = {}
    for count in counts.order_by("municipality", "party"):
        groups.setdefault((count.municipality, count.party), []).append(count)
    rows = [_row(place, party, fields, asked) for (place, party), fields in groups.items()]
    return sorted(rows, key=lambda row: (-row.cost, row.municipality, row.party))


def _row(place: str, party: str, counts: list[EmptyFieldCount], asked: Mapping[str, int]) -> WorkRow:
    fields = [EmptyField(count.field, count.empty, count.empty * asked[count.field]) for count in counts]
    return WorkRow(place, party, counts[0].people, tuple(sorted(fields, key=lambda one: (-one.cost, one.field))))
