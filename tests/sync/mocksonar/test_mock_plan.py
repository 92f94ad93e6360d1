"""Regions get as many clients as they have in reality, nearest to Drenthe first."""

from itertools import pairwise

import pytest

from profiles.reference import rows
from sync.mocksonar.plan import TooManyProfilesError, plan
from sync.mocksonar.population import Population
from sync.mocksonar.segment import REFERENCE_DAY


def regions(profiles: int) -> list[int | None]:
    return [segment.region for segment in plan(profiles, 1)]


def clients(profiles: int) -> dict[int | None, int]:
    return {segment.region: segment.cohort for segment in plan(profiles, 1) if segment.region}


def test_the_demo_serves_drenthe_and_its_four_neighbours() -> None:
    assert regions(16_000) == [4, 5, 1, 9, 2, None]


def test_drenthe_is_always_served() -> None:
    assert regions(1) == [4, None]


def test_a_realistic_country_has_three_quarters_of_the_register_as_clients() -> None:
    assert len(clients(92_800)) == 35
    assert sum(clients(92_800).values()) == 168_941


def test_every_region_outside_drenthe_has_clients_by_its_inhabitants() -> None:
    inhabitants = {int(row["regio_nummer"]): int(row["inwoners_2020"]) for row in rows("arbeidsmarktregios")}
    densities = [count / inhabitants[region] for region, count in clients(92_800).items() if region and region != 4]
    assert densities == pytest.approx([0.00962] * 34, abs=0.00002)


@pytest.mark.parametrize(("profiles", "expected"), [(157_659, 287_000), (1_000_000, 1_821_000)])
def test_more_profiles_than_reality_make_every_region_but_drenthe_fuller(profiles: int, expected: int) -> None:
    assert sum(clients(profiles).values()) == pytest.approx(expected, rel=0.001)
    assert clients(profiles)[4] == 3470


def test_the_number_asked_for_is_the_number_of_profiles_at_the_end_of_2020() -> None:
    cells = [segment for segment in plan(92_800, 1) if segment.region]
    having = sum(int((segment.cell_ends - [0, *segment.cell_ends[:-1]])[segment.profile].sum()) for segment in cells)
    assert having == pytest.approx(92_800, rel=0.002)


def test_record_numbers_never_overlap_however_late_it_gets() -> None:
    segments = plan(16_000, 1)
    assert all(one.end <= other.base for one, other in pairwise(segments))


def test_more_profiles_than_there_are_invented_numbers_is_refused() -> None:
    with pytest.raises(TooManyProfilesError, match="3000000"):
        Population(3_000_000, 1, REFERENCE_DAY)
