"""Checks of what is read: pages that follow each other, records that can be used, changes, and who left."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from profiles import keys
from sync.checks import MOST_MISSING, MOST_QUARANTINED, is_much
from sync.feedcheck.document import record_differences
from sync.feedcheck.trial import Tally, Trial, WrongError
from sync.page import Context, outcome_of
from sync.sonar.client import PAGE_SIZE, Page
from sync.sonar.records import Unusable, klant_id_of

PAGES_OF_THE_SMALLEST = 4
"""The smallest part is read in so many pages or more, so that there is something to turn over."""
SOON, LATELY = dt.timedelta(days=2), dt.timedelta(days=30)


def pages(trial: Trial) -> str:
    """Reads parts as a full run does, the smallest first, until the pages are spent."""
    seen: set[str] = set()
    ended = 0
    for region, total in sorted((one for one in trial.parts.items() if one[1]), key=lambda one: one[1]):
        if _is_spent(trial):
            break
        size = PAGE_SIZE if ended else min(PAGE_SIZE, -(-total // PAGES_OF_THE_SMALLEST))
        found = trial.client.pages(snapshot=trial.whole.snapshot, region=region, size=size)
        ended += _read_part(trial, region, found, seen)
    if not ended:
        raise WrongError("No part was read to its end, so its total is not checked.")
    parts = sum(1 for total in trial.parts.values() if total)
    return f"{trial.tally.pages} pages of one snapshot; {ended} of {parts} parts read to their end, each record once."


def _read_part(trial: Trial, region: str, found: Iterator[Page], seen: set[str]) -> bool:
    """Whether it was read to its end; what does not add up is wrong."""
    read = 0
    for page in found:
        read += len(page.items)
        _take(page.items, trial.tally, trial.context)
        twice = _seen_before(page.items, seen)
        if twice:
            raise WrongError(f"Part {region} has {twice} records on a page that were there before.")
        if page.next_cursor is None and not read == page.total == trial.parts[region]:
            raise WrongError(
                f"Part {region}: {trial.parts[region]} records at first, then totaal {page.total}; {read} came."
            )
        if page.next_cursor is None:
            return True
        if _is_spent(trial):
            return False
    return False


def _is_spent(trial: Trial) -> bool:
    return trial.most_pages is not None and trial.tally.pages >= trial.most_pages


def _take(items: list[Any], tally: Tally, context: Context) -> None:
    """Adds a page up: what our own intake would set aside or miss, and where the document says otherwise."""
    outcome = outcome_of(items, context)
    tally.pages += 1
    tally.read += len(items)
    tally.refused.update(f"{one.reason} {one.field}".strip() for one in outcome.rejections)
    tally.missing.update(outcome.missing)
    for item in items:
        names = record_differences(item)
        tally.different.update(names)
        if isinstance(item, dict) and item.get("verwijderd") is True:
            tally.gone += 1
            tally.gone_with_more += len(item) > len({"klantId", "versie", "verwijderd"})


def _seen_before(items: list[Any], seen: set[str]) -> int:
    """How many records were read before; notes the new ones by their keyed hash."""
    twice = 0
    for item in items:
        try:
            key = keys.record_key(klant_id_of(item))
        except Unusable:
            continue
        twice += key in seen
        seen.add(key)
    return twice


def records(trial: Trial) -> str:
    """Judged by the same bounds as a run."""
    tally = trial.tally
    refused = tally.refused.total()
    said = f"{tally.read - refused} of {tally.read} records can be used."
    if not tally.read:
        raise WrongError("No record was read.")
    if is_much(refused, tally.read, MOST_QUARANTINED):
        raise WrongError(f"{said} A run publishes nothing when more than 1% is set aside.")
    lacking = [name for name, number in sorted(tally.missing.items()) if is_much(number, tally.read, MOST_MISSING)]
    if lacking:
        raise WrongError(f"{said} More than 5% lack these fields: {', '.join(lacking)}.")
    return said


def changes(trial: Trial) -> str:
    soon = trial.client.page(since=trial.at + SOON, size=1)
    if soon.total:
        raise WrongError(f"{soon.total} records are said to change after tomorrow: gewijzigdSinds is not heeded.")
    read = number = 0
    for page in trial.client.pages(since=trial.at - LATELY):
        read, number = read + len(page.items), number + 1
        _take(page.items, trial.tally, trial.context)
        if page.next_cursor is None and read != page.total:
            raise WrongError(f"{page.total} changed records were announced, {read} came.")
        if page.next_cursor is None or number == trial.most_pages:
            break
    return f"{read} changed records of the last {LATELY.days} days were read, in {number} pages."


def withdrawn(trial: Trial) -> str:
    tally = trial.tally
    if tally.gone_with_more:
        raise WrongError(f"{tally.gone_with_more} withdrawn records hold more than klantId, versie and verwijderd.")
    if not tally.gone:
        return "Among the records that were read none is withdrawn."
    return f"{tally.gone} withdrawn records hold nothing but klantId, versie and verwijderd."
