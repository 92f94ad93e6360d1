"""Imports an exported file, or tells what importing it would do."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max

from profiles.calendar import Clock, day_of
from sync import run as runs
from sync.census import settled_on
from sync.export.feed import ExportFeed
from sync.export.survey import Survey, survey
from sync.mapping import vocabularies
from sync.models import SyncRun
from sync.page import Context, outcome_of


@dataclass(frozen=True)
class Imported:
    """A finished import: its run, the blank rows (which the run does not count) and how often which reason."""

    run: SyncRun
    blank: int
    reasons: dict[str, int]


@dataclass
class Rehearsal:
    """What an import would do now, and what becomes of every column."""

    survey: Survey
    counts: Counter[str] = field(default_factory=Counter)
    """As on a run: read, applied, unchanged, stale, quarantined; and withdrawn, the records that would be hidden."""
    reasons: Counter[str] = field(default_factory=Counter)


def load(*, path: Path, clock: Clock) -> Imported:
    """Reads a file into the staged set and releases. It adds people; nobody leaves because the file lacks them.

    Raises:
        FileError: the file cannot be read; nothing was changed.
        AlreadyRunningError: another run is going on.
    """
    feed = ExportFeed(path, today=day_of(clock()))
    run = runs.start(at=clock(), kind=SyncRun.Kind.FILE, by_hand=True)
    feed.number = run.pk
    run = runs.carry_out(run=run, clock=clock, source=feed)
    reasons = run.rejections.values("reason", "field").annotate(rows=Count("pk")).order_by("-rows")
    return Imported(run, feed.blank, {named(row["reason"], row["field"]): row["rows"] for row in reasons})


def rehearse(*, path: Path, clock: Clock) -> Rehearsal:
    """Goes through a file as an import would, and writes nothing.

    Raises:
        FileError: the file cannot be read.
    """
    found = Rehearsal(survey(path))
    today = day_of(clock())
    feed = ExportFeed(path, today=today)
    feed.number = 1 + (SyncRun.objects.aggregate(last=Max("pk"))["last"] or 0)
    run, settled = SyncRun(kind=SyncRun.Kind.FILE), settled_on(today)
    context = Context(run=run, codes=vocabularies(), today=today, settled_on=settled, only=settings.ONLY_REGIONS)
    for page in feed.pages():
        outcome = outcome_of(page.items, context)
        found.counts.update({name: getattr(outcome, name) for name in ("applied", "unchanged", "stale")})
        found.counts.update(read=len(page.items), quarantined=len(outcome.rejections))
        found.counts["withdrawn"] += len(outcome.removals)
        found.reasons.update(named(one.reason, one.field) for one in outcome.rejections)
    return found


def named(reason: str, field: str) -> str:
    """A reason with its field: `unknown_code opleidingsniveau`."""
    return f"{reason} {field}".strip()
