"""Checks published cards against the promise, without sharing a line with the code that made them.

Counts with plain loops what a reader of all cards could count. If this disagrees, nothing is published.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from profiles.terms import Terms


@dataclass(frozen=True)
class CardSeen:
    """One published card as a reader sees it: its six facts, and its lists by name."""

    facts: tuple[str, ...]
    lists: Mapping[str, Terms]


@dataclass(frozen=True)
class Verdict:
    """What was counted. `problems` names classes and terms by their labels, never people."""

    k: int
    profiles: int
    smallest: int
    in_classes_of_10: int
    problems: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def share_k10(self) -> float:
        """The share of profiles that at least nine others equal on all six facts."""
        return self.in_classes_of_10 / self.profiles if self.profiles else 1.0


def verify(cards: Iterable[CardSeen], parents: Mapping[str, Mapping[str, str]], k: int) -> Verdict:
    """Counts classes and terms. `parents`: by list name, each term's parent.

    The place label is the first fact. A term passes when k cards with that place label show it or a term below it.
    """
    classes: Counter[tuple[str, ...]] = Counter()
    terms: Counter[tuple[str, str, str]] = Counter()
    said: set[tuple[str, str, str]] = set()
    for card in cards:
        classes[card.facts] += 1
        for name, listed in card.lists.items():
            said.update((card.facts[0], name, code) for code in listed.codes)
            terms.update((card.facts[0], name, code) for code in _upwards(listed.codes, parents.get(name, {})))
    small = [f"class {'/'.join(facts)} has {size} profiles" for facts, size in classes.items() if size < k]
    rare = [
        f"term {name} {code} in {place} has {terms[place, name, code]} profiles"
        for place, name, code in said
        if terms[place, name, code] < k
    ]
    return Verdict(
        k=k,
        profiles=sum(classes.values()),
        smallest=min(classes.values(), default=0),
        in_classes_of_10=sum(size for size in classes.values() if size >= 10),
        problems=tuple(sorted(small) + sorted(rare)),
    )


def _upwards(codes: Iterable[str], parent_of: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for code in codes:
        step: str | None = code
        while step is not None:
            found.add(step)
            step = parent_of.get(step)
    return found
