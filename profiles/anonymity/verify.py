"""Checks published cards against the promise, without sharing a line with the code that made them.

Counts with plain counters what a reader of all cards could count. If this disagrees, nothing is published.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain


@dataclass(frozen=True, slots=True)
class CardSeen:
    """One published card as a reader sees it: its six facts (the place first), and its lists as stored."""

    facts: tuple[str, ...]
    lists: tuple[str, ...]


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
    """Counts classes and terms. `parents`: by list name, in the order of `CardSeen.lists`, each term's parent.

    A term passes when k cards with the same place label show it or a term below it.
    """
    seen = list(cards)
    classes = Counter(card.facts for card in seen)
    small = [f"class {'/'.join(facts)} has {size} profiles" for facts, size in classes.items() if size < k]
    rare: list[str] = []
    for place, (name, parent_of) in enumerate(parents.items()):
        rare += _rare_terms(name, _by_place(seen, place), parent_of, k)
    return Verdict(
        k=k,
        profiles=len(seen),
        smallest=min(classes.values(), default=0),
        in_classes_of_10=sum(size for size in classes.values() if size >= 10),
        problems=tuple(sorted(small) + sorted(rare)),
    )


def _by_place(cards: Iterable[CardSeen], position: int) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        found[card.facts[0]].append(card.lists[position])
    return found


def _rare_terms(name: str, lists: Mapping[str, list[str]], parent_of: Mapping[str, str], k: int) -> list[str]:
    closure, standing = cache(lambda text: stands_for(text, parent_of)), cache(stands_on)
    found: list[str] = []
    for place, texts in lists.items():
        has = Counter(chain.from_iterable(map(closure, texts)))
        said = set(chain.from_iterable(map(standing, texts)))
        found += [f"term {name} {code} in {place} has {has[code]} profiles" for code in said if has[code] < k]
    return found


def stands_on(text: str) -> list[str]:
    """The terms that stand on a card: a stored list is `|term|term|^implied|+|`."""
    return [mark for mark in text.split("|") if mark and mark != "+" and not mark.startswith("^")]


def stands_for(text: str, parent_of: Mapping[str, str]) -> set[str]:
    """The terms that stand on a card, and all above them."""
    found: set[str] = set()
    for code in stands_on(text):
        step: str | None = code
        while step is not None:
            found.add(step)
            step = parent_of.get(step)
    return found
