"""Reading a feed into the database, and what is stored then."""

from typing import Any

from django.forms.models import model_to_dict

from profiles import keys
from profiles.models import Card, Live, Route
from sync.models import CensusRow, Shard, StagedProfile, SyncRun
from sync.run import pass_guard, read_feed
from sync.sonar.client import SonarClient
from tests.factories import NOW, make_generation


def started(**values: Any) -> SyncRun:
    """A run that reads one shard of a delta; whatever read before it is done."""
    SyncRun.objects.update(state=SyncRun.State.DONE)
    run = SyncRun.objects.create(**{"started_at": NOW, "kind": "delta", **values})
    Shard.objects.create(run=run)
    return run


def read(client: SonarClient, run: SyncRun | None = None) -> SyncRun:
    """One reading of the whole feed; who left is hidden at its end."""
    run = run or started()
    read_feed(run=run, client=client, clock=lambda: NOW)
    pass_guard(run=run, clock=lambda: NOW)
    run.refresh_from_db()
    return run


def tally(run: SyncRun | Shard) -> dict[str, int]:
    names = ("read", "applied", "unchanged", "stale", "quarantined")
    return {name: getattr(run, name) for name in names if getattr(run, name)}


def contents() -> list[dict[str, Any]]:
    """Everything that is stored of anybody."""
    rows = [*CensusRow.objects.order_by("pk"), *StagedProfile.objects.order_by("pk")]
    return [model_to_dict(row) | {"sealed": bytes(getattr(row, "sealed", b""))} for row in rows]


def published() -> None:
    """A live generation, and an older one that is still served, with a card of everyone who is staged."""
    people = sorted(set(StagedProfile.objects.values_list("person_key", flat=True)))
    previous, live = make_generation(k=1), make_generation(k=1)
    for generation in (previous, live):
        for number, person in enumerate(people):
            key = keys.profile_key(person)
            Card.objects.create(generation=generation, number=number, place="04-1")
            Route.objects.create(generation=generation, number=number, profile_key=key, sealed=b"sealed")
    Live.objects.create(generation=live, previous=previous, switched_at=NOW)


def visible() -> int:
    """How many cards are shown of everything that is still served."""
    return Card.objects.visible().count()
