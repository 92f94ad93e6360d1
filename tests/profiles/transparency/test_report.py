import pytest

from profiles.transparency.counts import Counts, percentage
from profiles.transparency.report import Known, MunicipalityRow, in_order
from tests.profiles.transparency.golden import region, report


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (3470, 4664, 74),  # the published figure: 74.3997
        (1, 200, 1),  # 0.5 goes up
        (3, 200, 2),  # 1.5 goes up, as half to even would
        (5, 200, 3),  # 2.5 goes up; half to even would say 2
        (249, 10000, 2),
        (0, 7, 0),
        (7, 7, 100),
    ],
)
def test_a_half_per_cent_goes_up(part: int, whole: int, expected: int) -> None:
    assert percentage(part, whole) == expected


def test_a_percentage_is_exact_where_floats_are_not() -> None:
    assert percentage(10**17 + 5 * 10**14 - 1, 10**17) == 100
    assert percentage(10**17 + 5 * 10**14, 10**17) == 101


def test_the_golden_table_adds_up_in_all_five_columns() -> None:
    golden = report()

    assert golden.total == Counts(98, 1054, 1808, 510)
    assert golden.total.total == 3470
    assert [row.counts.total for row in golden.regions[0].rows] == [304, 329, 124, 1624, 720, 369]


def test_of_the_golden_register_74_per_cent_is_known() -> None:
    assert report().known == Known(people=3470, register=4664)
    assert report().known.percent == 74
    assert not report().known.alarm


@pytest.mark.parametrize("register", [None, 3469])
def test_a_register_that_is_missing_or_too_small_is_unknown_and_an_alarm(register: int | None) -> None:
    known = Known(people=3470, register=register)

    assert known.percent is None
    assert known.alarm


def test_a_register_may_be_exactly_as_large_as_what_sonar_holds() -> None:
    assert Known(people=3470, register=3470).percent == 100


def test_an_empty_register_of_nobody_has_no_percentage_and_gives_no_alarm() -> None:
    known = Known(people=0, register=0)

    assert known.percent is None
    assert not known.alarm


def test_the_country_is_its_regions_and_those_without_a_municipality() -> None:
    emmen = MunicipalityRow("GM0114", "Emmen", Counts(1, 2, 3, 4))
    zwolle = MunicipalityRow("GM0193", "Zwolle", Counts(10, 20, 30, 40))
    country = report(
        region(emmen, register=20),
        region(zwolle, number=5, name="Regio Zwolle", register=180),
        national=True,
        unplaced=Counts(uwv_without=5),
    )

    assert country.total == Counts(11, 22, 33, 49)
    assert country.known == Known(people=115, register=200)
    assert country.known.percent == 58  # 57.5
    assert country.area == "Nederland"


def test_a_region_leaves_out_those_without_a_municipality() -> None:
    assert report(unplaced=Counts(uwv_without=5)).total.total == 3470


@pytest.mark.parametrize("register", [None, 5])
def test_one_region_with_an_alarm_makes_the_countrys_register_unknown(register: int | None) -> None:
    emmen = MunicipalityRow("GM0114", "Emmen", Counts(1, 2, 3, 4))
    doubtful = region(emmen, register=register)
    country = report(doubtful, region(number=5, name="Regio Zwolle", register=1000), national=True)

    assert country.known.register is None
    assert country.known.percent is None
    assert country.alarms == (doubtful,)


def test_the_title_is_that_of_the_publication() -> None:
    assert report().title == "Transparantie van klantprofielen, vierde kwartaal 2020, Drenthe"


def test_municipalities_stand_in_the_order_of_their_letters() -> None:
    names = ["Súdwest-Fryslân", "Steenwijkerland", "'s-Gravenhage", "De Wolden", "Coevorden", "Emmen"]
    rows = in_order(MunicipalityRow(f"GM{number}", name, Counts()) for number, name in enumerate(names))

    assert [row.name for row in rows] == [
        "Coevorden",
        "De Wolden",
        "Emmen",
        "'s-Gravenhage",
        "Steenwijkerland",
        "Súdwest-Fryslân",
    ]
