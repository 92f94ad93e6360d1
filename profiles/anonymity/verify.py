"""Checks published cards against the promise, without sharing a line with the code that made them.

Counts with plain counters what a reader of all cards could count. If this disagrees, nothing is published.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

OTHER_MARKS = "+^"
"""What a mark begins with that is no term on the card: "en meer", and what a term implies."""


class CardSeen(NamedTuple):
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

    A term passes when k cards with the same place label show it or a term below it. The cards are looked at once and
    not kept: there are as many as a country has.
    """
    classes: dict[tuple[str, ...], int] = defaultdict(int)
    by_place: dict[str, list[dict[str, int]]] = defaultdict(lambda: [defaultdict(int) for _ in parents])
    for facts, lists in cards:
        classes[facts] += 1
        for texts, text in zip(by_place[facts[0]], lists, strict=True):
            texts[text] += 1
    small = [f"class {'/'.join(facts)} has {size} profiles" for facts, size in classes.items() if size < k]
    rare: list[str] = []
    for position, (name, parent_of) in enumerate(parents.items()):
        rare += _rare_terms(name, {place: lists[position] for place, lists in by_place.items()}, parent_of, k)
    return Verdict(
        k=k,
        profiles=sum(classes.values()),
        smallest=min(classes.values(), default=0),
        in_classes_of_10=sum(size for size in classes.values() if size >= 10),
        problems=tuple(sorted(small) + sorted(rare)),
    )


def _rare_terms(name: str, lists: Mapping[str, Mapping[str, int]], parent_of: Mapping[str, str], k: int) -> list[str]:
    """`lists`: by place, how many cards show each list as it is stored. Equal lists are read once."""
    line = cache(lambda code: _line(code, parent_of))
    read = cache(lambda text: _terms(text, line))
    found: list[str] = []
    for place, texts in lists.items():
        has: dict[str, int] = defaultdict(int)
        said: set[str] = set()
        for text, cards in texts.items():
            standing, meant = read(text)
            said.update(standing)
            for code in meant:
                has[code] += cards
        found += [f"term {name} {code} in {place} has {has[code]} profiles" for code in said if has[code] < k]
    return found


def _terms(text: str, line: Callable[[str], tuple[str, ...]]) -> tuple[list[str], set[str]]:
    """The terms that stand on a card, and these with all above them."""
    standing = stands_on(text)
    return standing, {code for one in standing for code in line(one)}


def _line(code: str, parent_of: Mapping[str, str]) -> tuple[str, ...]:
    """A term, its parent, the parent's parent, and so on."""
    found, step = [code], parent_of.get(code)
    while step is not None:
        found.append(step)
        step = parent_of.get(step)
    return tuple(found)


def stands_on(text: str) -> list[str]:
    """The terms that stand on a card: a stored list is `|term|term|^implied|+|`."""
    return [mark for mark in text.split("|") if mark and mark[0] not in OTHER_MARKS]


def stands_for(text: str, parent_of: Mapping[str, str]) -> set[str]:
    """The terms that stand on a card, and all above them."""
    return _terms(text, lambda code: _line(code, parent_of))[1]
