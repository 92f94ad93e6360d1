"""What widening costs: nothing when all is said that is known, and most when nothing is said."""

import pytest

from profiles.anonymity.facts import COUNTRY, UNKNOWN, Facts
from profiles.anonymity.loss import lost, mean_loss

KNOWN = Facts("04-1", "4", "U28", "B", "T25", "direct")


@pytest.mark.parametrize(
    ("fact", "known", "shown", "points"),
    [
        ("place", "04-1", "04-1", 0),
        ("place", "04-1", "R4", 75),
        ("place", "04-1", COUNTRY, 180),
        ("education", "4", "34", 4.2),
        ("education", "4", UNKNOWN, 6.3),
        ("licence", "B", UNKNOWN, 3.2),
    ],
)
def test_each_step_wider_costs_what_its_ladder_says(fact: str, known: str, shown: str, points: float) -> None:
    assert lost(fact, known, shown) == points


def test_the_mean_is_of_all_people() -> None:
    wider = KNOWN._replace(place="R4", education="34")

    assert mean_loss({KNOWN: 1}, {KNOWN: wider}) == pytest.approx(79.2)
    assert mean_loss({KNOWN: 3, wider: 1}, {KNOWN: KNOWN, wider: KNOWN._replace(place=COUNTRY)}) == pytest.approx(
        (180 + 4.2) / 4
    )
    assert mean_loss({}, {}) == 0
