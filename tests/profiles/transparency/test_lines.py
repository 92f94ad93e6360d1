import pytest

from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.history import Earlier
from profiles.transparency.lines import (
    Change,
    Figure,
    Level,
    Mark,
    country_lines,
    key,
    known_in,
    lines,
    printed,
    province_lines,
)
from profiles.transparency.report import Known, MunicipalityRow
from tests.profiles.transparency.golden import region, report

EMMEN = MunicipalityRow("GM0114", "Emmen", Counts(1, 8, 12, 100), "Drenthe")
ZWOLLE = MunicipalityRow("GM0193", "Zwolle", Counts(0, 3, 0, 2), "Overijssel")


def test_a_region_prints_its_municipalities_and_then_its_total() -> None:
    golden = lines(report())

    assert [line.name for line in golden][-2:] == ["Midden-Drenthe", "TOTAAL AMR"]
    assert [str(figure) for figure in golden[-1].figures] == ["98", "1.054", "1.808", "510", "3.470"]
    assert golden[-1].share == 55  # 1,906 of 3,470


def test_the_country_ends_with_the_unplaced_and_everyone() -> None:
    country = report(region(EMMEN), region(ZWOLLE, number=5), national=True, unplaced=Counts(uwv_without=4))

    assert [line.level for line in lines(country)] == [
        Level.MUNICIPALITY,
        Level.REGION,
        Level.MUNICIPALITY,
        Level.REGION,
        Level.UNPLACED,
        Level.COUNTRY,
    ]
    assert [line.total.number for line in country_lines(country)] == [4, 130]


def test_provinces_go_across_regions() -> None:
    country = report(region(EMMEN), region(ZWOLLE, EMMEN, number=5), national=True)

    assert [(line.name, line.total.number) for line in province_lines(country)] == [
        ("Drenthe", 242),
        ("Overijssel", 5),
    ]
    assert province_lines(report(region(EMMEN))) == ()


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (1, "< 8"), (7, "< 8"), (8, "10"), (12, "10"), (13, "15"), (17, "15"), (1234, "1.235")],
)
def test_a_protected_figure_is_rounded_to_five_and_small_ones_are_not_told_apart(value: int, shown: str) -> None:
    assert str(printed(value)) == shown


def test_a_protected_report_prints_nothing_exact_and_rounds_totals_from_their_own_value() -> None:
    emmen, total = lines(report(region(EMMEN), protected=True))

    assert [str(figure) for figure in emmen.figures] == ["< 8", "10", "10", "100", "120"]
    assert emmen.total == Figure(120, Mark.ROUNDED)
    assert total.figures == emmen.figures


def test_a_withheld_total_is_named_so() -> None:
    withheld = frozenset({key(Level.MUNICIPALITY, "GM0114", "total")})
    emmen, _ = lines(report(region(EMMEN), protected=True, withheld=withheld))

    assert str(emmen.total) == "niet getoond"
    assert emmen.share is None


def test_a_protected_report_has_no_percentage_on_a_small_base() -> None:
    shown = report(region(ZWOLLE, register=97), protected=True)

    assert [line.share for line in lines(shown)] == [None, None]
    assert known_in(shown) == Known(5, 95, 100)
    assert known_in(shown).percent is None


def test_differences_are_with_the_quarter_before_and_the_same_one_last_year() -> None:
    before = Earlier(Quarter(2020, 3), {"GM0114": Counts(gem_without=100)}, Counts(), "vastgesteld")
    last_year = Earlier(Quarter(2019, 4), {"GM0114": Counts(gem_with=130)}, Counts(), "vastgesteld")
    emmen, *_ = lines(report(region(EMMEN), history=(last_year, before)))

    assert emmen.previous == Change(total=21, share=11)
    assert emmen.year_ago == Change(total=-9, share=-89)


def test_a_protected_report_and_a_first_quarter_have_no_differences() -> None:
    before = Earlier(Quarter(2020, 3), {"GM0114": Counts(gem_without=100)}, Counts(), "vastgesteld")

    assert lines(report(region(EMMEN)))[0].previous is None
    assert lines(report(region(EMMEN), history=(before,), protected=True))[0].previous is None
