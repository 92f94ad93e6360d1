"""Whatever the feed does and whoever dies: the staged set is what the last complete run says."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from profiles import keys
from profiles.calendar import day_of
from sync.decisions import refuse
from sync.intake import read_shard
from sync.lease import SILENT, LostLeaseError, claim_end, claim_shard
from sync.mapping import vocabularies
from sync.models import Bar, CensusRow, Rejection, Removal, Shard, StagedProfile, SyncRun
from sync.page import Context
from sync.run import pass_guard, read_feed
from sync.sonar.client import Page
from sync.tally import add_up
from tests.factories import NOW
from tests.sync.items import Item, item, tombstone

PEOPLE = [f"WZ{number}" for number in range(6)]  # so few that the guard lets all of them go
SHOWN, NO_CONSENT, GONE, BROKEN = "shown", "no consent", "gone", "broken"
Record = tuple[int, str]  # version and what it says


def said(klant_id: str, record: Record) -> Item:
    """The record as the feed sends it."""
    version, what = record
    if what == GONE:
        return tombstone(klant_id, version)
    changes = {SHOWN: {}, NO_CONSENT: {"toestemming": "Nee"}, BROKEN: {"klantsoort": "SVB"}}[what]
    return item(klant_id, versie=version, **changes)


class Feed:
    """Pages of two records, in one shard; a feed without the network."""

    def __init__(self, items: list[Item]) -> None:
        self._pages = [items[start : start + 2] for start in range(0, len(items), 2)] or [[]]

    def __enter__(self) -> "Feed":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def page(self, *, region: str = "", since: dt.datetime | None = None, size: int = 1) -> Page:
        return self._page(0)

    def pages(self, *, cursor: str = "", **_: Any) -> Iterator[Page]:
        for number in range(int(cursor or 0), len(self._pages)):
            yield self._page(number)

    def register(self, day: dt.date) -> dict[int, int]:
        return {}

    def _page(self, number: int) -> Page:
        following = str(number + 1) if number + 1 < len(self._pages) else None
        return Page(self._pages[number], following, sum(map(len, self._pages)), "s1")


class SyncMachine(RuleBasedStateMachine):
    """Sonar changes; runs read it, in whatever order and with whatever interruptions."""

    def __init__(self) -> None:
        super().__init__()
        for model in (Bar, Rejection, Removal, CensusRow, StagedProfile, SyncRun):
            model._default_manager.all().delete()
        self.sonar: dict[str, Record] = {}
        self.changed: set[str] = set()
        self.known: dict[str, Record] = {}
        """What a run that reads everything up to now must have made of it."""
        self.version = 0
        self.at = NOW

    @rule(klant_id=st.sampled_from(PEOPLE), what=st.sampled_from([SHOWN, SHOWN, NO_CONSENT, GONE, BROKEN]))
    def something_changes(self, klant_id: str, what: str) -> None:
        self.version += 1
        self.sonar[klant_id] = (self.version, what)
        self.changed.add(klant_id)

    @precondition(lambda self: self.sonar)
    @rule(data=st.data())
    def sonar_forgets_someone(self, data: st.DataObject) -> None:
        klant_id = data.draw(st.sampled_from(sorted(self.sonar)))
        del self.sonar[klant_id]
        self.changed.discard(klant_id)

    @precondition(lambda self: self.sonar)
    @rule(seed=st.integers(0, 9), old=st.booleans(), dies_after=st.lists(st.integers(0, 2), max_size=2))
    def everything_is_read(self, seed: int, old: bool, dies_after: list[int]) -> None:
        self._read("full", sorted(self.sonar), seed, old, dies_after)
        self.known = dict(self.sonar)
        self.changed.clear()

    @rule(seed=st.integers(0, 9), old=st.booleans(), dies_after=st.lists(st.integers(0, 2), max_size=2))
    def changes_are_read(self, seed: int, old: bool, dies_after: list[int]) -> None:
        self._read("delta", sorted(self.changed & self.sonar.keys()), seed, old, dies_after)
        self.known |= {klant_id: self.sonar[klant_id] for klant_id in self.changed & self.sonar.keys()}
        self.changed.clear()

    @rule()
    def an_empty_feed_is_read(self) -> None:
        """Changes nothing; if there was anyone to lose, it waits for people, who refuse."""
        run = self._run("full", 0)
        read_feed(run=run, client=Feed([]), clock=lambda: self.at)
        claim_end(run=run, at=self.at)
        if not pass_guard(run=run, clock=lambda: self.at):
            refuse(run=run, actor="beheer", at=self.at)

    def _run(self, kind: str, total: int) -> SyncRun:
        """A new run of one shard; what ran before is over."""
        SyncRun.objects.going_on().update(state=SyncRun.State.DONE)
        run = SyncRun.objects.create(started_at=self.at, kind=kind, snapshot="s1", total=total)
        Shard.objects.create(run=run)
        return run

    def _read(self, kind: str, people: list[str], seed: int, old: bool, dies_after: list[int]) -> None:
        """Shuffled, some of it twice or with an older version after it; workers die, others take over."""
        items = [said(klant_id, self.sonar[klant_id]) for klant_id in people]
        draw = random.Random(seed)
        draw.shuffle(items)
        items += [said(one["klantId"], (one["versie"] - 1, SHOWN)) for one in items[:2] if old and one["versie"] > 1]
        items += items[:1]
        run, feed = self._run(kind, len(items)), Feed(items)
        for pages in dies_after:
            self._dies(run, feed, pages)
        self._ends(run, feed)

    def _dies(self, run: SyncRun, feed: Feed, pages: int) -> None:
        """A worker stores so many pages, falls silent, and wakes up when another has the shard."""
        shard = claim_shard(run=run, at=self.at)
        if shard is None:
            return
        context = Context(run=run, codes=vocabularies(), today=day_of(self.at))
        reading = read_shard(shard=shard, client=feed, context=context, clock=lambda: self.at)
        read_all = any(next(reading, None) is None for _ in range(pages))
        self.at += SILENT
        if read_all or not claim_shard(run=run, at=self.at):
            return
        before = list(Shard.objects.values())
        with pytest.raises(LostLeaseError):
            list(reading)
        assert list(Shard.objects.values()) == before
        self.at += SILENT

    def _ends(self, run: SyncRun, feed: Feed) -> None:
        read_feed(run=run, client=feed, clock=lambda: self.at)
        other = SyncRun.objects.get(pk=run.pk)
        assert [claim_end(run=run, at=self.at), claim_end(run=other, at=self.at)] == [True, False]
        add_up(run=run, at=self.at)
        run.refresh_from_db()
        assert run.read == run.total
        assert pass_guard(run=run, clock=lambda: self.at)

    @invariant()
    def who_may_be_shown_is_staged_and_nobody_else(self) -> None:
        shown = {keys.record_key(klant_id) for klant_id, (_, what) in self.known.items() if what == SHOWN}
        assert set(StagedProfile.objects.values_list("pk", flat=True)) == shown

    @invariant()
    def no_version_goes_back(self) -> None:
        versions = dict(CensusRow.objects.values_list("pk", "version"))
        for klant_id, (version, what) in self.known.items():
            stored = versions.get(keys.record_key(klant_id))
            assert stored is None or what == BROKEN or stored == version

    @invariant()
    def nothing_waits_to_be_hidden_after_a_run(self) -> None:
        assert not Removal.objects.pending().exists()


@pytest.mark.django_db
def test_the_staged_set_is_what_the_last_complete_run_says() -> None:
    few = settings(
        max_examples=15,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        stateful_step_count=8,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(SyncMachine, settings=few)
