"""Works out what every saved search finds at a release, by the one engine, and notes what changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from explorer.filters import searched
from explorer.following.members import Difference, Members, difference, read, stored
from explorer.following.numbers import Numbering
from explorer.models import SavedSearch, SearchChange, SearchState
from explorer.search.engines import built_engine_for
from explorer.search.find import live_generation, masked_in
from explorer.search.index.engine import IndexEngine
from profiles.models import Generation

BATCH = 100  # searches in one transaction, so that no page waits


@dataclass(frozen=True)
class Release:
    """One generation, ready to be asked."""

    generation: Generation
    engine: IndexEngine
    numbering: Numbering
    masked: frozenset[int]

    def members(self, query: str) -> Members | None:
        """Who a search finds; None when a filter of it exists no more."""
        filters = searched(query)
        if not filters.form.is_valid():
            return None
        cards = self.engine.members(filters.asked, self.masked)
        return Members(self.numbering.people(cards.certain), self.numbering.people(cards.possible))


def evaluate() -> int:
    """Brings every saved search up to the live generation; how many. Killed half-way, the next call does the rest.

    Raises:
        NotReadyError: nothing is published yet.
    """
    generation, done = live_generation(), 0
    open_states()
    if not SearchState.objects.behind(generation).exists():
        return 0
    release, last = release_of(generation), 0
    while batch := _batch(generation, last):
        carry_out(batch, release)
        done, last = done + len(batch), batch[-1].pk
    return done


def release_of(generation: int) -> Release:
    """What is needed to ask a generation thousands of times."""
    row = Generation.objects.get(pk=generation)
    return Release(row, built_engine_for(generation), Numbering(generation), masked_in(generation))


def open_states() -> None:
    """A state for every search that has none yet."""
    new = SavedSearch.objects.kept().filter(state=None).values_list("pk", flat=True)
    SearchState.objects.bulk_create((SearchState(search_id=pk) for pk in new), ignore_conflicts=True)


def carry_out(batch: Iterable[SearchState], release: Release) -> None:
    """Works out some searches, then writes them in one short transaction.

    Only those that are still as they were read: of two workers at once, one writes, and notes the change.
    """
    found = [(state, release.members(state.search.query)) for state in batch]
    with transaction.atomic():
        same = _as_read(state for state, _members in found)
        written = [_written(state, members, release.generation) for state, members in found if state.pk in same]
        SearchState.objects.filter(pk__in=same).update(generation=release.generation.pk)
        SearchChange.objects.bulk_create(change for change in written if change is not None)


def _batch(generation: int, last: int) -> list[SearchState]:
    behind = SearchState.objects.behind(generation).filter(pk__gt=last)
    return list(behind.select_related("search").order_by("pk")[:BATCH])


def _as_read(batch: Iterable[SearchState]) -> set[int]:
    """Locks these states, with their searches; which of them nobody changed meanwhile."""
    read = {state.pk: (state.generation, state.search.query) for state in batch}
    locked = SearchState.objects.select_for_update().select_related("search").filter(pk__in=read).order_by("pk")
    rows = locked.only("generation", "search__query")
    return {row.pk for row in rows if (row.generation, row.search.query) == read[row.pk]}


def _written(state: SearchState, members: Members | None, generation: Generation) -> SearchChange | None:
    """Stores who is found where that differs; what changed, to be noted."""
    if members is None:
        return None
    sets = {"certain": stored(members.certain), "possible": stored(members.possible)}
    if state.generation is None:
        SearchState.objects.filter(pk=state.pk).update(**_first(sets, generation))
        return None
    if sets == {"certain": bytes(state.certain), "possible": bytes(state.possible)}:
        return None
    SearchState.objects.filter(pk=state.pk).update(**sets)
    changed = difference(current(state), members)
    return _change(state, changed, generation) if changed else None  # certain became possible


def current(state: SearchState) -> Members:
    """What the search finds now."""
    return Members(read(state.certain), read(state.possible))


def _first(sets: dict[str, bytes], generation: Generation) -> dict[str, object]:
    """What is found the first time is news to nobody."""
    before = {f"{moment}_{name}": value for moment in ("looked", "told") for name, value in sets.items()}
    return {**sets, **before, "looked_at": generation.created_at}


def _change(state: SearchState, changed: Difference, generation: Generation) -> SearchChange:
    return SearchChange(
        search_id=state.search_id,
        generation=generation.pk,
        released_at=generation.created_at,
        new=len(changed.new),
        gone=changed.gone,
        firmer=len(changed.firmer),
    )
