"""Municipality codes through time: who exists when, and where a code of the past is found later."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.reference import rows
from profiles.reference.municipalities import Period, normalised, periods, timeline

END_OF_2020 = dt.date(2020, 12, 31)
NEW_YEAR_2021 = dt.date(2021, 1, 1)
TODAY = dt.date(2026, 11, 23)
CODES = sorted(timeline().spans)


def on(day: dt.date) -> list[Period]:
    return [p for p in periods() if p.valid_from <= day and (p.valid_to is None or day < p.valid_to)]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (dt.date(2018, 12, 31), 0),
        (dt.date(2019, 1, 1), 355),
        (END_OF_2020, 355),
        (NEW_YEAR_2021, 352),
        (dt.date(2022, 1, 1), 345),
        (dt.date(2022, 3, 24), 344),
        (dt.date(2023, 1, 1), 342),
        (dt.date(2025, 1, 1), 342),
        (TODAY, 342),
    ],
)
def test_the_number_of_municipalities_follows_the_mergers(day: dt.date, number: int) -> None:
    assert len(on(day)) == number


@pytest.mark.parametrize("day", [END_OF_2020, NEW_YEAR_2021, dt.date(2024, 12, 31), dt.date(2025, 1, 1), TODAY])
def test_on_each_day_every_municipality_is_listed_once_in_one_of_35_regions(day: dt.date) -> None:
    listed = on(day)
    assert max(Counter(p.code for p in listed).values()) == 1
    assert {p.region for p in listed} == set(range(1, 36))


@pytest.mark.parametrize(("day", "name"), [(END_OF_2020, "gemeenten_2020"), (TODAY, "gemeenten_2026")])
def test_the_periods_give_back_both_lists(day: dt.date, name: str) -> None:
    listed = {(p.code, p.name, p.region) for p in on(day)}
    assert listed == {(row["gemeente_code"], row["gemeente"], int(row["regio_nummer"])) for row in rows(name)}


def test_the_old_list_less_the_abolished_plus_the_new_is_todays_list() -> None:
    old = {row["gemeente_code"] for row in rows("gemeenten_2020")}
    mergers = rows("herindelingen_2020_2026")
    carried = old - {row["oude_code"] for row in mergers} | {row["nieuwe_code"] for row in mergers}
    assert carried == {row["gemeente_code"] for row in rows("gemeenten_2026")}


def test_mergers_lose_nobody() -> None:
    shares: dict[str, float] = {}
    for row in rows("herindelingen_2020_2026"):
        shares[row["oude_code"]] = shares.get(row["oude_code"], 0) + float(row["aandeel_inwoners"])
    assert shares == pytest.approx(dict.fromkeys(shares, 1))
    totals = {sum(int(row["inwoners"]) for row in rows(f"gemeenten_{year}")) for year in (2020, 2026)}
    assert totals == {17_475_415}


def test_a_municipality_that_only_grew_keeps_its_period_and_has_the_newest_inhabitants() -> None:
    (purmerend,) = [p for p in periods() if p.code == "GM0439"]
    assert (purmerend.valid_from, purmerend.valid_to, purmerend.inhabitants) == (dt.date(2019, 1, 1), None, 91_793)


@pytest.mark.parametrize("code", ["GM0230", "GM0302", "GM1773"])
def test_a_municipality_that_moved_is_in_its_old_region_until_the_day_of_the_move(code: str) -> None:
    regions = {
        day: [p.region for p in on(day) if p.code == code] for day in (dt.date(2024, 12, 31), dt.date(2025, 1, 1))
    }
    assert list(regions.values()) == [[11], [5]]


def test_vijfheerenlanden_is_in_gorinchem() -> None:
    assert [p.region for p in periods() if p.name == "Vijfheerenlanden"] == [24]


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("GM0114", END_OF_2020, "GM0114"),
        ("GM0003", END_OF_2020, "GM0003"),
        ("GM0003", NEW_YEAR_2021, "GM1979"),
        ("GM0457", dt.date(2022, 3, 23), "GM0457"),
        ("GM0457", dt.date(2022, 3, 24), "GM0363"),
        ("GM0370", TODAY, "GM0439"),
        ("GM0230", TODAY, "GM0230"),
    ],
)
def test_a_code_is_carried_forward_through_whole_mergers(code: str, day: dt.date, found: str) -> None:
    assert timeline().carried(code, day) == found


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("GM1979", END_OF_2020),
        ("GM0788", NEW_YEAR_2021),
        ("GM9999", TODAY),
        ("", TODAY),
        ("GM0114", dt.date(2018, 12, 31)),
    ],
    ids=["not yet there", "split", "unknown", "empty", "before the first list"],
)
def test_a_code_that_cannot_be_placed_is_none(code: str, day: dt.date) -> None:
    assert timeline().carried(code, day) is None


def test_haaren_can_be_placed_until_its_split() -> None:
    assert timeline().carried("GM0788", END_OF_2020) == "GM0788"


@given(st.sampled_from(CODES), st.dates(dt.date(2018, 1, 1), dt.date(2030, 1, 1)))
def test_what_is_carried_is_always_in_the_list_of_that_day(code: str, day: dt.date) -> None:
    listed = {p.code for p in on(day)}
    found = timeline().carried(code, day)
    assert found is None or found in listed
    assert code not in listed or found == code


@pytest.mark.parametrize("raw", ["GM0114", "0114", "114", 114])
def test_a_code_is_read_in_each_of_its_spellings(raw: object) -> None:
    assert normalised(raw) == "GM0114"


@pytest.mark.parametrize(
    "raw",
    [None, True, 114.0, -114, 99999, "", "NNB", "??", "99999", "GM114", "gm0114", " 0114", "0114\n", "٠١١٤", "PV22"],
)
def test_anything_else_is_no_code(raw: object) -> None:
    assert normalised(raw) is None
