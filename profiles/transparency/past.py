"""Earlier quarters in the municipalities of a later one, from the stored counts."""

from collections import defaultdict
from collections.abc import Collection

from profiles.models import MunicipalityCount, QuarterCount
from profiles.quarters import Quarter
from profiles.reference.municipalities import timeline
from profiles.transparency.counts import Counts
from profiles.transparency.history import Earlier

KEPT = 8
"""How many quarters a report looks back: two years."""
UNPLACED = ""


def history(quarter: Quarter, listed: Collection[str], *, kept: int = KEPT) -> tuple[Earlier, ...]:
    """The quarters before this one that were counted, oldest first; `listed` are the codes of its own list."""
    wanted = [quarter]
    while len(wanted) <= kept:
        wanted.append(wanted[-1].previous())
    return carried(wanted[1:], listed, quarter)


def carried(quarters: Collection[Quarter], listed: Collection[str], to: Quarter) -> tuple[Earlier, ...]:
    """These quarters, as far as they were counted, in the list of another quarter; oldest first."""
    methods = dict(
        QuarterCount.objects.filter(quarter__in=map(str, quarters))
        .order_by("quarter")
        .values_list("quarter", "method")
    )
    rows = MunicipalityCount.objects.filter(quarter__quarter__in=methods).values_list(
        "quarter__quarter", "municipality", "gem_with", "gem_without", "uwv_with", "uwv_without"
    )
    sums: dict[str, dict[str, Counts]] = {name: defaultdict(Counts) for name in methods}
    for name, code, *columns in rows:
        found = timeline().carried(code, to.last_day)
        sums[name][found if found and found in listed else UNPLACED] += Counts(*columns)
    return tuple(
        Earlier(Quarter.parse(name), people, people.pop(UNPLACED, Counts()), methods[name])
        for name, people in sums.items()
    )
