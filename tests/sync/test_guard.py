"""The rule of the guard, in numbers."""

import pytest

from sync.guard import COUNTRY, FEW, too_many, worded


@pytest.mark.parametrize(
    ("removed", "present", "stopped"),
    [
        ({4: 90}, {4: 1000}, []),
        ({4: 100}, {4: 1000}, []),
        ({4: 101}, {4: 1000}, [COUNTRY]),
        ({4: 250}, {4: 1000, 5: 9000}, []),
        ({4: 251}, {4: 1000, 5: 9000}, [4]),
        ({0: 30}, {0: 60, 5: 9000}, [0]),
        ({4: 400, 5: 800}, {4: 1000, 5: 9000}, [COUNTRY, 4]),
        ({4: FEW}, {4: FEW}, []),
        ({}, {}, []),
    ],
)
def test_a_tenth_of_the_country_and_a_quarter_of_a_region_may_go(
    removed: dict[int, int], present: dict[int, int], stopped: list[int]
) -> None:
    assert too_many(removed, present) == stopped


def test_it_says_where() -> None:
    assert "the country, region 4, region unknown" in worded([COUNTRY, 4, 0])
