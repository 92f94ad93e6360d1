"""What risk remains on the people whom a site released last: prints the shares that docs/privacy.md states."""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from profiles.anonymity.facts import Facts
from profiles.anonymity.generalise import generalised
from tests.ladders import LADDERS

K, SLACK = 5, 2
CHANGED = 0.01
"""The share of people who have the facts of somebody else at the second release."""
Labels = Mapping[Facts, Facts]


def rare(facts: Sequence[Facts]) -> float:
    """The share of people with a combination of known facts that fewer than k and two share."""
    sizes = Counter(facts)
    return sum(sizes[one] < K + SLACK for one in facts) / len(facts)


def two_releases(first: Sequence[Facts], second: Sequence[Facts]) -> dict[str, float]:
    """What the labels of the same people in two releases tell together: shares of people in groups of fewer than k,
    and of people who did not change and are labelled otherwise; with the memory of earlier labels, and without."""
    label = partial(generalised, ladders=LADDERS, k=K)
    before = label(Counter(first))
    with_memory = label(Counter(second), before={one: said for one, said in before.items() if one != said})
    without = label(Counter(second))
    stayed = [one == two for one, two in zip(first, second, strict=True)]
    exposed, exposed_without = (_small(_both(first, second, before, after)) for after in (with_memory, without))
    return {
        "exposed": sum(exposed) / len(first),
        "exposed_unchanged": sum(map(bool.__and__, exposed, stayed)) / len(first),
        "exposed_without_memory": sum(exposed_without) / len(first),
        "jumped": _jumped(first, second, before, with_memory),
        "jumped_without_memory": _jumped(first, second, before, without),
    }


def told_by_class() -> int:
    """How many people are in a class of which everyone shows a term in common."""
    from profiles.display import FACTS, LIST_FIELDS
    from profiles.models import Card, Live

    cards = Card.objects.of(Live.objects.get().generation_id).visible()
    common: dict[tuple[str, ...], set[tuple[int, str]]] = {}
    sizes: Counter[tuple[str, ...]] = Counter()
    for row in cards.values_list(*FACTS, *LIST_FIELDS).iterator():
        facts, shown = row[: len(FACTS)], set(_terms(row[len(FACTS) :]))
        common[facts] = common.get(facts, shown) & shown
        sizes[facts] += 1
    return sum(size for facts, size in sizes.items() if common[facts])


def _terms(lists: Sequence[object]) -> Iterator[tuple[int, str]]:
    from profiles.terms import Terms

    for place, terms in enumerate(lists):
        assert isinstance(terms, Terms)
        yield from ((place, code) for code in (*terms.codes, *terms.implied))


def _both(
    first: Sequence[Facts], second: Sequence[Facts], before: Labels, after: Labels
) -> list[tuple[Facts, Facts]]:
    return [(before[one], after[two]) for one, two in zip(first, second, strict=True)]


def _small(seen: Sequence[tuple[Facts, Facts]]) -> list[bool]:
    """Of each person whether fewer than k have the same two labels."""
    sizes = Counter(seen)
    return [sizes[pair] < K for pair in seen]


def _jumped(first: Sequence[Facts], second: Sequence[Facts], before: Labels, after: Labels) -> float:
    pairs = zip(first, second, strict=True)
    return sum(one == two and before[one] != after[two] for one, two in pairs) / len(first)


def main(seed: int) -> dict[str, float]:
    from django.utils import timezone

    from profiles.calendar import day_of
    from sync.people import read_people
    from sync.release import left_out

    draw = random.Random(seed)
    facts = read_people(left_out(day_of(timezone.now())), ()).facts
    later = [draw.choice(facts) if draw.random() < CHANGED else one for one in facts]
    known = {"people": len(facts), "of_rare_facts": rare(facts), "told_by_class": told_by_class()}
    return {**known, **two_releases(facts, later)}


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(main(int(sys.argv[1])), sys.stdout, indent=1)
