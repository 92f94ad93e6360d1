"""Steps that are measured inside a process: a release by its parts, and reading the feed without doing anything."""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from sync import release, showing
from sync.bulk import expect_many_rows
from sync.models import CensusRow, ReleasedProfile, StagedProfile, SyncRun
from sync.run import REGIONS
from sync.sonar.client import SonarClient

PARTS = {
    release: ("take_over", "read_people", "left_out", "write", "checked", "note_traces"),
    showing: ("generalised", "list_as_shown"),
}
RECOMPUTED = ("generalised", "list_as_shown", "checked")
"""What a release works out over the whole set: labels, terms, and the check of both."""


def release_timed() -> dict[str, object]:
    """A release of all regions: seconds in all, of its parts, and of those that are worked out over the whole set."""
    parts: dict[str, float] = {}
    for module, names in PARTS.items():
        for name in names:
            vars(module)[name] = _timed(name, vars(module)[name], parts)
    expect_many_rows()
    begun = time.perf_counter()
    generation = release.release(k=settings.ANONYMITY_K, clock=timezone.now, all_regions=True)
    seconds = time.perf_counter() - begun
    recomputed = sum(parts[name] for name in RECOMPUTED)
    return {"published": generation.size, "seconds": seconds, "recomputed": recomputed, "parts": parts}


def _timed(name: str, whole: Callable[..., Any], parts: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        try:
            return whole(*args, **options)
        finally:
            parts[name] = parts.get(name, 0.0) + time.perf_counter() - begun

    return timed


def forget() -> dict[str, object]:
    """Makes what is stored a version older, and the last run two days older than the mock's day: the next delta
    brings some thousand changes, as many as the mock has in these days."""
    for model in (CensusRow, StagedProfile, ReleasedProfile):
        model._default_manager.update(version=F("version") - 1)
    CensusRow.objects.update(digest="")
    SyncRun.objects.update(started_at=dt.datetime(2020, 12, 29, 12, tzinfo=dt.UTC))
    return {}


def drain() -> dict[str, object]:
    """Reads every page of the feed and throws it away: how fast the feed can be at most."""
    begun, records = time.perf_counter(), 0
    with SonarClient(settings.SONAR_URL, settings.SONAR_CLIENT_ID, settings.SONAR_CLIENT_SECRET) as client:
        for region in REGIONS:
            records += sum(len(page.items) for page in client.pages(region=region))
    return {"records": records, "seconds": time.perf_counter() - begun}
