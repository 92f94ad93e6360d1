"""What every format of an edition must say alike: the golden table cell by cell, and halves that go up."""

import json

import pytest

from profiles.transparency.counts import Counts
from profiles.transparency.formats import FORMATS
from profiles.transparency.report import MunicipalityRow
from tests.profiles.transparency.golden import region, report
from tests.profiles.transparency.printing import CLOSING, NUMBERS
from tests.profiles.transparency.read_back import ROWS, said

pytestmark = pytest.mark.all_formats
FILES = pytest.mark.parametrize("kind", ["csv", "json", "html", "xlsx", "ods", "pdf"])


def test_every_format_is_read_back_here() -> None:
    assert set(ROWS) == set(FORMATS)


@FILES
def test_the_golden_table_comes_back_cell_by_cell(kind: str) -> None:
    content = FORMATS[kind].render(report())

    assert ROWS[kind](content) == list(NUMBERS)


@FILES
def test_a_half_per_cent_goes_up_in_print(kind: str) -> None:
    eighth = region(MunicipalityRow("GM0114", "Emmen", Counts(1, 3, 0, 4)), register=64)  # 12.5%: to even would be 12
    content = FORMATS[kind].render(report(eighth))

    if kind == "json":
        assert json.loads(content)["percentage"] == 13
    elif kind != "csv":  # which has no percentages
        assert "Daarvan is 13% bekend in Sonar." in said(kind, content)


@pytest.mark.parametrize("kind", ["html", "xlsx", "ods", "pdf"])
def test_the_golden_table_closes_with_74_per_cent(kind: str) -> None:
    assert CLOSING in said(kind, FORMATS[kind].render(report()))
