"""Decides which terms of work wishes a card shows: only those that enough neighbours have too."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from profiles.terms import Terms, shown

Ancestors = Mapping[str, tuple[str, ...]]
"""By term code: its parent, the parent's parent, and so on; terms without parents are absent."""


@dataclass(frozen=True)
class ListRule:
    """The counts of one list: how many people of a place have a term or something below it."""

    counts: Mapping[tuple[str, str], int]
    ancestors: Ancestors
    k: int

    def shown(self, place: str, terms: Terms) -> Terms:
        """The list as the card of someone with this place label shows it."""
        chosen = [self._finest(place, code) for code in terms.codes]
        kept = [code for code in chosen if code is not None]
        return shown(kept, self.ancestors, more=chosen != list(terms.codes))

    def _finest(self, place: str, code: str) -> str | None:
        chain = (code, *self.ancestors.get(code, ()))
        return next((step for step in chain if self.counts.get((place, step), 0) >= self.k), None)


def list_counts(
    people: Iterable[tuple[str, Mapping[str, Terms]]], ancestors: Mapping[str, Ancestors]
) -> dict[str, Counter[tuple[str, str]]]:
    """By list: how many people of each place label have each term, counted with all that lies above it.

    `people` gives each person's place label and lists by name; `ancestors` is by list name too.
    """
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in ancestors}
    for place, lists in people:
        for name, above in ancestors.items():
            counts[name].update((place, code) for code in with_ancestors(lists[name].codes, above))
    return counts


def with_ancestors(codes: Iterable[str], ancestors: Ancestors) -> set[str]:
    """The codes and everything above them."""
    return {step for code in codes for step in (code, *ancestors.get(code, ()))}
