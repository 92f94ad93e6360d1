"""What widening costs: the loss measure that the optimiser minimises, and the shares that are reported of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from profiles.anonymity.facts import COUNTRY, NOTHING, UNKNOWN, Facts

POINTS: Mapping[str, tuple[float, ...]] = {
    "place": (0, 75, 180),
    "education": (0, 4.2, 6.3),
    "hours": (0, 3.4, 4.4),
    "licence": (0, 3.2),
    "travel": (0, 2),
    "availability": (0, 3.7),
}
"""By fact: what each step of its ladder costs a person, the fine step first. Weighed in ADR 0016."""


def lost(fact: str, known: str, shown: str) -> float:
    """The points that one person loses on one fact."""
    if known == shown:
        return 0
    return POINTS[fact][-1 if shown in (UNKNOWN, COUNTRY) else 1]


def loss(known: Facts, shown: Facts) -> float:
    """The points that one person loses on all six facts together."""
    return sum(lost(name, one, other) for name, one, other in zip(Facts._fields, known, shown, strict=True))


def mean_loss(people: Mapping[Facts, int], label_of: Mapping[Facts, Facts]) -> float:
    """Points lost per person; 0 when everything is shown as it is known."""
    total = sum(size * loss(facts, label_of[facts]) for facts, size in people.items())
    return total / max(1, sum(people.values()))


@dataclass(frozen=True)
class Cost:
    """What a release gives up for anonymity.

    `kept`: by fact, the share of all people of whom the card says as much as is known; an empty field loses nothing.
    `kept_of_known`: by fact, the same of those only of whom the fact is known.
    `points`: the mean loss per person. `withheld`: people of whom something is known and nothing is shown.
    """

    kept: Mapping[str, float]
    kept_of_known: Mapping[str, float]
    points: float
    withheld: int


def cost(people: Mapping[Facts, int], label_of: Mapping[Facts, Facts]) -> Cost:
    """Measures labels against the facts; `people` counts who has each combination."""
    everyone = sum(people.values())
    lost = dict.fromkeys(Facts._fields, 0)
    known = dict.fromkeys(Facts._fields, 0)
    for facts, size in people.items():
        for name, true, shown in zip(Facts._fields, facts, label_of[facts], strict=True):
            known[name] += size if true not in (UNKNOWN, COUNTRY) else 0
            lost[name] += size if true != shown else 0
    return Cost(
        kept={name: _share(everyone - lost[name], everyone) for name in lost},
        kept_of_known={name: _share(known[name] - lost[name], known[name]) for name in lost},
        points=round(mean_loss(people, label_of), 3),
        withheld=sum(size for facts, size in people.items() if facts != NOTHING == label_of[facts]),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
