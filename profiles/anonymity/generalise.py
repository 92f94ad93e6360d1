"""Gives everyone the finest labels that enough others share: a best-first search of the lattice of widenings.

The unit is a combination of facts, never a person: equal facts get equal labels, so the answer depends on no order.
See ADR 0016 for the choices, `loss.py` for what is minimised and `verify.py` for the check written apart.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from profiles.anonymity.facts import NOTHING, Facts, Ladders
from profiles.anonymity.lattice import Coded, Numbers, Vector, points, vectors
from profiles.anonymity.loss import mean_loss

SLACK = 2
"""A class begins with so many members more than k, so that a withdrawal or two hides nobody else."""
TIGHT = 7
MOST_TIGHT = 3.6
"""The first round widens by no more than these points, and only to classes of at most TIGHT newcomers: a large class
would swallow people who can be hidden among others at the same price, and always at the cost of the same fact."""
WORTH_A_NEW_START = 1.03
"""Labels stay what they were until keeping them loses this much more than choosing all anew."""


class TooFewPeopleError(ValueError):
    """Fewer than k people in all: no set of labels can hide them, so nothing can be published."""


@dataclass(frozen=True)
class Round:
    """One walk over the lattice: how large a class must be, how many may join it at once, how far it may widen."""

    need: int
    largest: float = float("inf")
    most_points: float = float("inf")


def generalised(
    people: Mapping[Facts, int], ladders: Ladders, k: int, before: Mapping[Facts, Facts] | None = None
) -> dict[Facts, Facts]:
    """Labels for every combination of facts that occurs.

    `people` counts who has each combination; `before` holds the labels of the last release where they differed from
    the facts; these are kept while they are good enough.

    Raises:
        TooFewPeopleError: when there are people, but fewer than k.
    """
    if 0 < sum(people.values()) < k:
        raise TooFewPeopleError(f"{sum(people.values())} people cannot be published with k = {k}.")
    if not people:
        return {}
    afresh = _placed(people, ladders, k, {})
    if not before:
        return afresh
    kept = _placed(people, ladders, k, before)
    return kept if mean_loss(people, kept) <= mean_loss(people, afresh) * WORTH_A_NEW_START else afresh


def class_sizes(people: Mapping[Facts, int], label_of: Mapping[Facts, Facts]) -> Counter[Facts]:
    """How many people stand behind each label."""
    sizes: Counter[Facts] = Counter()
    for facts, number in people.items():
        sizes[label_of[facts]] += number
    return sizes


def _placed(
    people: Mapping[Facts, int], ladders: Ladders, k: int, before: Mapping[Facts, Facts]
) -> dict[Facts, Facts]:
    places = Places(people, ladders)
    if before:
        places.keep(before, k + SLACK)
    for walk in (Round(k + SLACK, TIGHT, MOST_TIGHT), Round(k + SLACK), Round(k)):
        for vector in vectors()[:-1]:  # the last one withholds everything
            places.take(vector, walk)
    return _with_rest_hidden(people, places.labels(), k)


class Places:
    """Who has a label so far, and how many members each label has."""

    def __init__(self, people: Mapping[Facts, int], ladders: Ladders) -> None:
        self._rows = sorted(people)
        self._coded = Coded(self._rows, ladders)
        self._sizes = np.array([people[facts] for facts in self._rows], np.int64)
        self._members = np.zeros(self._coded.span, np.int64)
        self._key = np.full(len(self._rows), -1, np.int64)
        self._left = np.arange(len(self._rows))
        self._nothing = self._coded.key_of(NOTHING)

    def keep(self, before: Mapping[Facts, Facts], need: int) -> None:
        """Gives everyone the label of the last release again, where enough others still have it.

        Who is not in `before` was shown as known, or is new: as known they count with whoever was widened to that.
        """
        old = [before.get(facts, facts) for facts in self._rows]
        key_of = {label: key for label in set(old) - {NOTHING} if (key := self._coded.key_of(label)) is not None}
        keys = np.array([key_of.get(label, -1) for label in old], np.int64)
        has_one = np.flatnonzero(keys >= 0)
        self._join(has_one, keys[has_one], Round(need))

    def take(self, vector: Vector, walk: Round) -> None:
        """Gives the labels of this vector to those without one, wherever that makes a class large enough."""
        if len(self._left) and points(vector) <= walk.most_points:
            is_fine = not any(vector)
            keys = self._coded.keys(vector, self._left)
            wanted = (keys != self._nothing) | is_fine  # who has something to show is not yet hidden among the others
            self._join(self._left[wanted], keys[wanted], Round(walk.need) if is_fine else walk)

    def _join(self, rows: Numbers, keys: Numbers, walk: Round) -> None:
        found, place = np.unique(keys, return_inverse=True)
        newcomers = np.bincount(place, weights=self._sizes[rows], minlength=len(found)).astype(np.int64)
        members = newcomers + self._members[found]
        taken = (members >= walk.need) & (newcomers <= walk.largest)
        joins = taken[place]
        self._members[found[taken]] = members[taken]
        self._key[rows[joins]] = keys[joins]
        self._left = np.flatnonzero(self._key < 0)

    def labels(self) -> dict[Facts, Facts]:
        """Everyone's label; nothing is shown of those who have none."""
        label_of = {key: self._coded.label(key) for key in set(self._key.tolist()) if key >= 0}
        return {facts: label_of.get(key, NOTHING) for facts, key in zip(self._rows, self._key.tolist(), strict=True)}


def _with_rest_hidden(people: Mapping[Facts, int], label_of: dict[Facts, Facts], k: int) -> dict[Facts, Facts]:
    """The last few who match nobody draw the smallest other classes in with them, until they are k."""
    sizes = class_sizes(people, label_of)
    while 0 < sizes[NOTHING] < k:
        drawn_in = min(sizes.keys() - {NOTHING}, key=lambda label: (sizes[label], label))
        label_of = {facts: NOTHING if label == drawn_in else label for facts, label in label_of.items()}
        sizes = class_sizes(people, label_of)
    return label_of
