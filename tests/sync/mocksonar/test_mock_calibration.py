"""The invented population has the published shares (data/realism.csv), within what chance allows."""

from collections import Counter
from itertools import pairwise

import pytest

from tests.sync.mocksonar.reading import Item, counted, table

UNKNOWN: tuple[object, ...] = (None, "", "NNB", "??", "Onbekend", "ONBEKEND", [], ["99999"], "0")


def unknown(profiles: list[Item], field: str) -> float:
    return sum(profile[field] in UNKNOWN for profile in profiles) / len(profiles)


@pytest.mark.parametrize(
    ("field", "share"),
    [
        ("opleidingsniveau", 0.422),
        ("sectoren", 0.38),
        ("beschikbaarheid", 0.25),
        ("regiostraal", 0.35),
        ("rijbewijzen", 0.30),
        ("taaksoorten", 0.30),
        ("vaardigheden", 0.35),
    ],
)
def test_as_many_fields_are_empty_as_in_reality(profiles: list[Item], field: str, share: float) -> None:
    assert unknown(profiles, field) == pytest.approx(share, abs=0.015)


def test_hours_are_partly_empty(profiles: list[Item]) -> None:
    share = sum(not isinstance(profile["urenPerWeek"], int) for profile in profiles) / len(profiles)
    assert share == pytest.approx(0.25, abs=0.015)


def test_fewer_than_eight_percent_are_directly_available(profiles: list[Item]) -> None:
    share = sum(profile["beschikbaarheid"] == "DIRECT" for profile in profiles) / len(profiles)
    assert 0.065 < share < 0.08


def test_parties_and_profiles_have_the_shares_of_the_published_table(records: list[Item]) -> None:
    counts = table(records, "2020-12-31")
    gem, gem_profiles, uwv, uwv_profiles = (
        sum(number for (_, klant, profile), number in counts.items() if klant == party and (profile or not only))
        for party, only in (("GEM", False), ("GEM", True), ("UWV", False), ("UWV", True))
    )
    assert gem / (gem + uwv) == pytest.approx(0.332, abs=0.02)
    assert gem_profiles / gem == pytest.approx(0.085, abs=0.015)
    assert uwv_profiles / uwv == pytest.approx(0.78, abs=0.02)


def test_the_number_of_clients_grows_slowly_from_quarter_to_quarter(records: list[Item]) -> None:
    ends = [f"{year}-{end}" for year in (2019, 2020, 2021) for end in ("03-31", "06-30", "09-30", "12-31")]
    totals = [len(counted(records, day)) for day in ends]
    growth = [after / before - 1 for before, after in pairwise(totals)]
    assert all(0.002 < step < 0.02 for step in growth)
    assert 0.009 < sum(growth) / len(growth) < 0.02


def test_four_percent_say_no_and_two_percent_say_nothing_on_consent(items: list[Item]) -> None:
    answers = Counter(item["toestemming"] for item in items if item.get("persoon"))
    assert answers["Nee"] / answers.total() == pytest.approx(0.04, abs=0.005)
    assert (answers[""] + answers["Onbekend"]) / answers.total() == pytest.approx(0.02, abs=0.005)


def test_work_is_skewed_with_a_long_tail(profiles: list[Item]) -> None:
    occupations = Counter(code for profile in profiles for code in profile["beroepen"])
    top = sum(number for _, number in occupations.most_common(20)) / occupations.total()
    assert 0.25 < top < 0.6
    assert len(occupations) > 800


def test_what_belongs_together_comes_together(profiles: list[Item]) -> None:
    """Who likes computer support wants the sector of information and communication far more often than others."""
    ict = [profile for profile in profiles if "TS26" in profile["taaksoorten"] and profile["sectoren"]]
    others = [profile for profile in profiles if "TS07" in profile["taaksoorten"] and profile["sectoren"]]
    shares = [sum("J" in profile["sectoren"] for profile in group) / len(group) for group in (ict, others)]
    assert shares[0] > 5 * shares[1]
