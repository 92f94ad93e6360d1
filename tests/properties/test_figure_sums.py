"""Figures of any population: rows, columns, regions and the country agree, exact and read back."""

from hypothesis import given
from hypothesis import strategies as st

from profiles.transparency.counts import Counts, added, percentage
from profiles.transparency.frozen import dump, load
from profiles.transparency.lines import Level, lines, printed, province_lines, rounded
from profiles.transparency.report import MunicipalityRow, Report
from tests.profiles.transparency.golden import region, report

people = st.integers(0, 3000)
counts = st.builds(Counts, people, people, people, people)
towns = st.lists(st.tuples(counts, st.sampled_from(["Drenthe", "Overijssel", "Utrecht"])), min_size=1, max_size=5)


@st.composite
def countries(draw: st.DrawFn) -> Report:
    parts = draw(st.lists(towns, min_size=1, max_size=4))
    regions = (
        region(
            *(
                MunicipalityRow(f"GM{number}{place:03}", f"{place}", found, province)
                for place, (found, province) in enumerate(part)
            ),
            number=number,
            register=draw(st.none() | people),
        )
        for number, part in enumerate(parts, start=1)
    )
    return report(*regions, national=True, unplaced=draw(counts))


@given(countries())
def test_rows_columns_regions_provinces_and_the_country_agree(country: Report) -> None:
    printed_lines = lines(country)
    for line in printed_lines:
        *columns, total = (figure.number for figure in line.figures)
        assert sum(number or 0 for number in columns) == total
    lowest, summed = (
        [line.total.number or 0 for line in printed_lines if line.level in levels]
        for levels in ({Level.MUNICIPALITY, Level.UNPLACED}, {Level.REGION, Level.UNPLACED})
    )
    assert sum(lowest) == sum(summed) == printed_lines[-1].total.number
    provinces = sum(line.total.number or 0 for line in province_lines(country))
    assert provinces + country.unplaced.total == country.total.total


@given(countries())
def test_a_region_alone_prints_what_it_prints_in_the_country(country: Report) -> None:
    for figures in country.regions:
        alone = lines(country.of_region(figures.number))
        assert alone == tuple(line for line in lines(country) if line.region == figures)


@given(countries())
def test_a_report_survives_being_stored(country: Report) -> None:
    assert load(dump(country)) == country


@given(st.lists(counts))
def test_adding_up_loses_nobody(found: list[Counts]) -> None:
    assert added(found).total == sum(one.total for one in found)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_the_nearest_and_a_half_goes_up(part: int, whole: int) -> None:
    over = 200 * part - 2 * whole * percentage(part, whole)
    assert -whole <= over < whole


@given(people)
def test_a_protected_figure_is_at_most_two_away_or_not_told(value: int) -> None:
    figure = printed(value)
    assert (1 <= value <= 7) if figure.number is None else abs(rounded(value) - value) <= 2
