import pytest
from pytest_django import DjangoAssertNumQueries

from profiles.models import MunicipalityCount, QuarterCount
from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.publish import NotCountedError, OtherListError, UnknownRegionError, report_for
from tests.profiles.transparency.golden import AT, QUARTER, store_golden, store_quarter

pytestmark = pytest.mark.django_db


def names_in(quarter: Quarter, region: int) -> list[str]:
    return [row.name for row in report_for(quarter, region).regions[0].rows]


def test_a_region_has_its_municipalities_numbers_and_register() -> None:
    store_golden()

    drenthe = report_for(QUARTER, 4).regions[0]

    assert (drenthe.number, drenthe.cbs_code, drenthe.name, drenthe.register) == (4, "AM03", "Drenthe", 4664)
    assert [row.name for row in drenthe.rows] == [
        "Borger-Odoorn",
        "Coevorden",
        "De Wolden",
        "Emmen",
        "Hoogeveen",
        "Midden-Drenthe",
    ]
    assert drenthe.total == Counts(98, 1054, 1808, 510)


def test_the_report_tells_how_the_quarter_was_counted() -> None:
    store_quarter(QUARTER, method="vastgesteld", claimed_twice=3, quarantined=7)

    found = report_for(QUARTER, 4)

    assert (found.method, found.counted_at, found.claimed_twice, found.quarantined) == ("vastgesteld", AT, 3, 7)


def test_the_country_has_all_regions_and_equals_their_sum_with_the_unplaced() -> None:
    store_golden(unplaced=Counts(uwv_without=5))

    country = report_for(QUARTER)

    assert [region.number for region in country.regions] == list(range(1, 36))
    assert sum(len(region.rows) for region in country.regions) == 355
    assert country.unplaced == Counts(uwv_without=5)
    assert country.total == Counts(98, 1054, 1808, 515)


def test_each_region_alone_equals_its_part_of_the_country() -> None:
    store_golden()

    country = report_for(QUARTER)

    assert [report_for(QUARTER, region.number).regions[0] for region in country.regions] == list(country.regions)


def test_a_quarter_has_the_municipalities_of_its_own_list() -> None:
    for quarter in (Quarter(2020, 4), Quarter(2021, 1)):
        store_quarter(quarter)

    before, after = names_in(Quarter(2020, 4), 1), names_in(Quarter(2021, 1), 1)

    assert set(before) - set(after) == {"Appingedam", "Delfzijl", "Loppersum"}
    assert set(after) - set(before) == {"Eemsdelta"}


def test_a_region_has_the_name_and_the_borders_of_its_quarter() -> None:
    for quarter in (Quarter(2024, 4), Quarter(2025, 1)):
        store_quarter(quarter)

    assert report_for(Quarter(2024, 4), 11).area == "Stedendriehoek en Noordwest Veluwe"
    assert report_for(Quarter(2025, 1), 11).area == "Veluwe Stedendriehoek"
    assert "Elburg" in names_in(Quarter(2024, 4), 11)
    assert "Elburg" in names_in(Quarter(2025, 1), 5)


def test_a_missing_register_is_unknown() -> None:
    store_quarter(QUARTER)

    assert report_for(QUARTER, 4).regions[0].register is None


def test_a_quarter_that_is_not_counted_is_named_with_those_that_are() -> None:
    store_quarter(Quarter(2020, 3))
    store_quarter(Quarter(2020, 4))

    with pytest.raises(NotCountedError, match=r"2031-Q1 has not been counted\. Counted are 2020-Q3 to 2020-Q4"):
        report_for(Quarter(2031, 1), 4)


def test_before_the_first_sync_it_says_that_nothing_was_counted() -> None:
    with pytest.raises(NotCountedError, match="run a sync first"):
        report_for(QUARTER, 4)


@pytest.mark.parametrize("region", [0, 36, -1])
def test_an_unknown_region_is_refused(region: int) -> None:
    store_quarter(QUARTER)

    with pytest.raises(UnknownRegionError, match="from 1 to 35"):
        report_for(QUARTER, region)


def test_counts_of_another_list_are_refused_instead_of_losing_people() -> None:
    stored = store_quarter(QUARTER)
    MunicipalityCount.objects.filter(quarter=stored, municipality="GM0114").update(municipality="GM9999")

    with pytest.raises(OtherListError, match="GM0114, GM9999"):
        report_for(QUARTER, 4)


def test_a_report_takes_the_same_few_queries_for_a_region_and_the_country(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    store_golden()
    for region in (4, None):
        with django_assert_num_queries(7):
            report_for(QUARTER, region)


def test_the_list_of_quarters_knows_how_many_people_each_counts() -> None:
    store_golden(unplaced=Counts(uwv_without=5))

    assert [count.people for count in QuarterCount.objects.with_people()] == [3475]


def test_earlier_quarters_stand_in_the_municipalities_of_the_report() -> None:
    for quarter in (Quarter(2020, 1), Quarter(2020, 4), Quarter(2021, 1)):
        store_quarter(quarter)
    MunicipalityCount.objects.filter(quarter__quarter="2020-Q4", municipality="GM0003").update(gem_with=3)
    MunicipalityCount.objects.filter(quarter__quarter="2020-Q4", municipality="GM0010").update(gem_with=4)
    MunicipalityCount.objects.filter(quarter__quarter="2020-Q4", municipality="GM0788").update(gem_with=2)

    found = report_for(Quarter(2021, 1))

    assert found.previous is not None
    assert found.previous.of(["GM1979"]) == Counts(gem_with=7)  # Appingedam and Delfzijl are Eemsdelta now
    assert found.previous.unplaced == Counts(gem_with=2)  # Haaren was split
    assert found.year_ago is not None
    assert found.year_ago.quarter == Quarter(2020, 1)
