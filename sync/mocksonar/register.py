"""The target-group register: how many people it holds per region, known in Sonar or not."""

from functools import lru_cache

from sync.mocksonar.feed import BLOCK, Selection
from sync.mocksonar.population import Population

KNOWN_PER_MILLE = 744  # of the register is known in Sonar: 3,470 of 4,664 in Drenthe at the end of 2020


@lru_cache(maxsize=64)
def register(population: Population, day: int) -> tuple[tuple[int, int], ...]:
    """Region number and people in its register on a day, for the regions (of 2020) that are served.

    Follows from the clients counted that day, rounded up, so that nowhere more people are known than there are.
    A day that has not come yet is unknown: empty.
    """
    if day > population.today:
        return ()
    regions = (segment.region for segment in population.segments if segment.region)
    return tuple((region, -(-known(population, region, day) * 1000 // KNOWN_PER_MILLE)) for region in sorted(regions))


def known(population: Population, region: int, day: int) -> int:
    """Clients of a region who are counted on a day, each person once."""
    blocks = Selection(population, str(region)).blocks(0, BLOCK)
    return sum(int(population.timeline(segment, positions).counted_on(day).sum()) for segment, _, positions in blocks)
