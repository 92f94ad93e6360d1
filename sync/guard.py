"""How many people one feed may hide before somebody has to look: plain Python."""

from collections.abc import Mapping

MOST_OF_COUNTRY = 0.10
MOST_OF_REGION = 0.25
FEW = 10
"""So few removals stop nothing: in a region of twenty people, six who leave are six who leave."""
COUNTRY = -1


def too_many(removed: Mapping[int, int], present: Mapping[int, int]) -> list[int]:
    """The regions of which more is removed than may pass unseen, COUNTRY for the country as a whole.

    Both arguments: people by region number (0 = unknown). `present` counts those who were there before, so whoever is
    removed is among them.
    """
    stopped = [region for region, number in sorted(removed.items()) if _is_much(number, present.get(region, 0))]
    everyone, gone = sum(present.values()), sum(removed.values())
    whole = [COUNTRY] if gone > FEW and gone > MOST_OF_COUNTRY * everyone else []
    return whole + stopped


def _is_much(removed: int, present: int) -> bool:
    return removed > FEW and removed > MOST_OF_REGION * present


def worded(regions: list[int]) -> str:
    """What the guard found, for staff."""
    names = ["the country" if region == COUNTRY else f"region {region or 'unknown'}" for region in regions]
    return f"Too many people would be hidden at once: {', '.join(names)}. Two people must approve."
