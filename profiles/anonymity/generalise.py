"""Coarsens facts until every class of people who look the same has at least k members.

A first, simple depth: one fact at a time in a fixed order, and nobody is left out. See ADR 0004.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from profiles.anonymity.facts import COUNTRY, NOTHING, UNKNOWN, Facts, widened_to_country, widened_to_region

Step = Callable[[Facts], Facts]


class TooFewPeopleError(ValueError):
    """Fewer than k people in all: no set of labels can hide them, so nothing can be published."""


STEPS: tuple[Step, ...] = (
    lambda facts: facts._replace(travel=UNKNOWN),
    lambda facts: facts._replace(licence=UNKNOWN),
    lambda facts: facts._replace(hours=UNKNOWN),
    lambda facts: facts._replace(education=UNKNOWN),
    lambda facts: facts._replace(availability=UNKNOWN),
    widened_to_region,
    widened_to_country,
)


def generalised(people: Mapping[Facts, int], k: int) -> dict[Facts, Facts]:
    """Labels for every combination of facts that occurs; `people` counts who have it.

    Equal facts get equal labels, so the answer does not depend on any order.

    Raises:
        TooFewPeopleError: when there are people, but fewer than k.
    """
    if 0 < sum(people.values()) < k:
        raise TooFewPeopleError(f"{sum(people.values())} people cannot be published with k = {k}.")
    label_of = {facts: facts for facts in people}
    for step in STEPS:
        small = _small_classes(people, label_of, k)
        label_of = {facts: step(label) if label in small else label for facts, label in label_of.items()}
    return _with_rest_hidden(people, label_of, k)


def class_sizes(people: Mapping[Facts, int], label_of: Mapping[Facts, Facts]) -> Counter[Facts]:
    """How many people stand behind each label."""
    sizes: Counter[Facts] = Counter()
    for facts, number in people.items():
        sizes[label_of[facts]] += number
    return sizes


def kept(people: Mapping[Facts, int], label_of: Mapping[Facts, Facts]) -> dict[str, float]:
    """By fact, of the people of whom it is known exactly, the share of whom it is still shown exactly."""
    return {name: _kept_of(name, people, label_of) for name in Facts._fields}


def _kept_of(name: str, people: Mapping[Facts, int], label_of: Mapping[Facts, Facts]) -> float:
    known = {facts: size for facts, size in people.items() if getattr(facts, name) not in (UNKNOWN, COUNTRY)}
    same = sum(size for facts, size in known.items() if getattr(label_of[facts], name) == getattr(facts, name))
    return round(same / sum(known.values()), 4) if known else 1.0


def wholly_hidden(people: Mapping[Facts, int], label_of: Mapping[Facts, Facts]) -> int:
    """How many people of whom something is known show none of their six facts."""
    return sum(size for facts, size in people.items() if facts != NOTHING == label_of[facts])


def _small_classes(people: Mapping[Facts, int], label_of: Mapping[Facts, Facts], k: int) -> set[Facts]:
    return {label for label, size in class_sizes(people, label_of).items() if size < k}


def _with_rest_hidden(people: Mapping[Facts, int], label_of: dict[Facts, Facts], k: int) -> dict[Facts, Facts]:
    """The last few who match nobody draw the smallest other classes in with them, until they are k."""
    sizes = class_sizes(people, label_of)
    while 0 < sizes[NOTHING] < k:
        drawn_in = min(sizes.keys() - {NOTHING}, key=lambda label: (sizes[label], label))
        label_of = {facts: NOTHING if label == drawn_in else label for facts, label in label_of.items()}
        sizes = class_sizes(people, label_of)
    return label_of
