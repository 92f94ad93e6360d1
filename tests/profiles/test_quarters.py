import datetime as dt

import pytest

from profiles.quarters import NotAQuarterError, Quarter, ended


def test_a_quarter_reads_as_it_is_written() -> None:
    assert Quarter.parse("2020-Q4") == Quarter(2020, 4)
    assert str(Quarter(2020, 4)) == "2020-Q4"


@pytest.mark.parametrize(
    "text", ["", "2020", "2020-Q5", "2020-Q0", "2020-q4", "2020Q4", "2020-Q4\n", "٢٠٢٠-Q4", "0020-Q4"]
)
def test_another_form_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAQuarterError, match="like 2020-Q4"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-Q1", dt.date(2020, 3, 31)),
        ("2020-Q2", dt.date(2020, 6, 30)),
        ("2020-Q3", dt.date(2020, 9, 30)),
        ("2020-Q4", dt.date(2020, 12, 31)),
    ],
)
def test_a_quarter_is_counted_on_its_last_day(text: str, day: dt.date) -> None:
    assert Quarter.parse(text).last_day == day


def test_quarters_follow_each_other_over_the_year() -> None:
    assert Quarter(2020, 4).next() == Quarter(2021, 1)
    assert Quarter(2021, 1).previous() == Quarter(2020, 4)
    assert Quarter(2020, 2).next().previous() == Quarter(2020, 2)
    assert sorted([Quarter(2021, 1), Quarter(2020, 4)])[0] == Quarter(2020, 4)


def test_a_quarter_is_printed_in_words() -> None:
    assert Quarter(2020, 4).label == "vierde kwartaal 2020"
    assert Quarter(2026, 1).label == "eerste kwartaal 2026"


def test_a_quarter_has_ended_on_the_day_after_its_last() -> None:
    assert list(ended(Quarter(2020, 3), dt.date(2020, 12, 31))) == [Quarter(2020, 3)]
    assert list(ended(Quarter(2020, 3), dt.date(2021, 1, 1))) == [Quarter(2020, 3), Quarter(2020, 4)]


def test_from_2019_until_late_2026_there_are_31_quarters() -> None:
    assert len(list(ended(Quarter(2019, 1), dt.date(2026, 11, 23)))) == 31


def test_nothing_has_ended_before_the_first_quarter_has() -> None:
    assert list(ended(Quarter(2019, 1), dt.date(2019, 3, 31))) == []
