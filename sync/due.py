"""Decides of which regions the changes go into a release, and takes these over; the others keep what they released.

A change that is released alone, day after day, can be laid beside what somebody knows of that day. So a region waits
until a few people changed, or a week; withdrawals never wait.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.forms.models import model_to_dict

from profiles.rows import copy_rows
from sync.models import Publishable, RegionRelease, ReleasedProfile, StagedProfile

ENOUGH_CHANGES = 5
LONGEST_WAIT = dt.timedelta(days=7)
BATCH = 500
NOT_SEEN = {"version", "registered_on", "person_key"}
UNKNOWN_REGION = 0


@dataclass(frozen=True)
class Change:
    """One staged record that is new or newer than what was released, and the regions that it concerns."""

    record_key: str
    regions: frozenset[int]
    is_seen: bool
    """Whether anything that may be published differs."""


def take_over(*, at: dt.datetime, all_regions: bool) -> set[int]:
    """Renews the released values of the regions that are due and drops who is no longer staged; the regions due."""
    changes = list(_changes())
    due = regions_due(changes, at, all_regions=all_regions)
    ready = [one.record_key for one in changes if one.regions <= due or not one.is_seen]
    for start in range(0, len(ready), BATCH):
        with transaction.atomic():
            copy_rows(StagedProfile, ReleasedProfile, ready[start : start + BATCH])
    forget_unstaged()
    return due


def regions_due(changes: list[Change], at: dt.datetime, *, all_regions: bool) -> set[int]:
    """With five changes or more, or a week after their last turn; a region that never had one is due."""
    counted = Counter(region for one in changes if one.is_seen for region in one.regions)
    released_at = dict(RegionRelease.objects.values_list("region", "released_at"))
    return {
        region
        for region in counted.keys() | released_at.keys()
        if all_regions
        or counted[region] >= ENOUGH_CHANGES
        or region not in released_at
        or released_at[region] <= at - LONGEST_WAIT
    }


def note_turn(regions: set[int], at: dt.datetime) -> None:
    """Remembers that these regions had their turn."""
    for region in sorted(regions):
        RegionRelease.objects.update_or_create(region=region, defaults={"released_at": at})


def forget_unstaged() -> int:
    """Erases the released values of records that are no longer staged; how many."""
    gone = ReleasedProfile.objects.exclude(Exists(StagedProfile.objects.filter(pk=OuterRef("pk"))))
    erased = 0
    while batch := list(gone.values_list("pk", flat=True)[:BATCH]):
        erased += ReleasedProfile.objects.filter(pk__in=batch).delete()[0]
    return erased


def _changes() -> Iterator[Change]:
    yield from _new_ones()
    older = ReleasedProfile.objects.filter(pk=OuterRef("pk")).exclude(version=OuterRef("version"))
    changed, after = StagedProfile.objects.filter(Exists(older)).order_by("pk"), ""
    while chunk := list(changed.filter(pk__gt=after)[:BATCH]):
        before = ReleasedProfile.objects.in_bulk([row.pk for row in chunk])
        yield from (_change(row, before[row.pk]) for row in chunk)
        after = chunk[-1].pk


def _new_ones() -> Iterator[Change]:
    """Records that were never released; all of them, the first time."""
    new = StagedProfile.objects.exclude(Exists(ReleasedProfile.objects.filter(pk=OuterRef("pk"))))
    alone = cache(lambda sub_region: frozenset([_region(sub_region)]))
    for record_key, sub_region in list(new.order_by("pk").values_list("pk", "sub_region")):
        yield Change(record_key, alone(sub_region), is_seen=True)


def _change(staged: StagedProfile, released: ReleasedProfile) -> Change:
    return Change(
        record_key=staged.record_key,
        regions=frozenset([_region(staged.sub_region), _region(released.sub_region)]),
        is_seen=_published_values(staged) != _published_values(released),
    )


def _region(sub_region: str) -> int:
    return int(sub_region.split("-")[0]) if sub_region else UNKNOWN_REGION


def _published_values(row: Publishable) -> dict[str, object]:
    return {name: value for name, value in model_to_dict(row).items() if name not in NOT_SEEN}
