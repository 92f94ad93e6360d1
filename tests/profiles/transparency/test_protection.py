"""What an attacker can calculate from everything that a protected edition prints, by linear programming."""

import math
import random
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.optimize import linprog  # type: ignore[import-untyped]

from profiles.transparency.counts import Counts
from profiles.transparency.lines import Figure, Level, Line, Mark, lines
from profiles.transparency.protection import LEAST_VALUES, bounds, withheld_totals
from profiles.transparency.report import MunicipalityRow, Report
from tests.profiles.transparency.golden import region, report

PLANTED = (1, 4, 7, 8, 9, 12)
COLUMNS = 4


def protected(*regions: list[tuple[int, ...]]) -> Report:
    """A protected national report of these regions; each row is a municipality."""
    exact = report(
        *(
            region(
                *(MunicipalityRow(f"GM{number}{row:03}", f"{row}", Counts(*cells)) for row, cells in enumerate(rows)),
                number=number,
            )
            for number, rows in enumerate(regions, start=1)
        ),
        national=True,
        unplaced=Counts(4, 0, 9, 40),
    )
    return report(
        *exact.regions, national=True, unplaced=exact.unplaced, protected=True, withheld=withheld_totals(exact)
    )


def five_quarters() -> Iterator[Report]:
    """The planted cells in every column, with a change of one in a cell each quarter, among larger towns."""
    draw = random.Random(20)
    small = [[PLANTED[(row + column) % len(PLANTED)] for column in range(COLUMNS)] for row in range(len(PLANTED))]
    large = [[draw.randrange(200) for _ in range(COLUMNS)] for _ in range(6)]
    for _ in range(5):
        yield protected([tuple(row) for row in small], [tuple(row) for row in large])
        for row in small:
            row[draw.randrange(COLUMNS)] += draw.choice([-1, 1]) if min(row) > 1 else 1


def possible(figure: Figure) -> tuple[float, float]:
    """From what is printed alone, as a reader knows it."""
    if figure.mark is Mark.WITHHELD:
        return 0, math.inf
    if figure.number is None:
        return 1, 7
    if not figure.number:
        return 0, 0
    return max(8, figure.number - 2), figure.number + 2


class Attacker:
    """Knows every printed line and the sums between them; a variable for each cell of the lowest lines."""

    def __init__(self, shown: Report) -> None:
        self.printed = lines(shown)
        self.lowest = [line for line in self.printed if line.level in (Level.MUNICIPALITY, Level.UNPLACED)]
        self.cells = [possible(figure) for line in self.lowest for figure in line.figures[:COLUMNS]]
        self.sums, self.limits = self._sums()

    def values(self, cell: int) -> int:
        """How many whole numbers one cell may still be."""
        goal = np.zeros(len(self.cells))
        goal[cell] = 1
        least, most = (self._solved(sign * goal) for sign in (1, -1))
        return math.floor(-most + 1e-6) - math.ceil(least - 1e-6) + 1

    def _solved(self, goal: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
        found = linprog(goal, A_ub=self.sums, b_ub=self.limits, bounds=self.cells, method="highs")
        assert found.status == 0, found.message
        return float(found.fun)

    def _sums(self) -> tuple["np.ndarray[tuple[int, int], np.dtype[np.float64]]", list[float]]:
        rows, limits = [], []
        for line in self.printed:
            for column, figure in enumerate(line.figures):
                low, high = possible(figure)
                parts = self._parts(line, column)
                rows += [-parts, parts]
                limits += [-low, high if high < math.inf else 1e9]
        return np.array(rows), limits

    def _parts(self, line: Line, column: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        """Which cells a printed figure sums up."""
        chosen = np.zeros((len(self.lowest), COLUMNS))
        for place, low in enumerate(self.lowest):
            within = line.level is Level.COUNTRY or (line.level is Level.REGION and low.region == line.region)
            if within or low is line:
                chosen[place, slice(None) if column == COLUMNS else column] = 1
        return chosen.ravel()


def narrowest(shown: Report) -> int:
    attacker = Attacker(shown)
    return min(attacker.values(cell) for cell, (_, high) in enumerate(attacker.cells) if high)


def test_over_five_quarters_each_planted_cell_keeps_five_possible_values() -> None:
    assert [narrowest(shown) >= LEAST_VALUES for shown in five_quarters()] == [True] * 5


@pytest.mark.parametrize("row", [(8, 8, 8, 8), (1, 1, 1, 1), (7, 7, 0, 0), (12, 12, 12, 12), (1, 0, 0, 0)])
def test_totals_that_would_give_their_parts_away_are_withheld(row: tuple[int, ...]) -> None:
    shown = protected([row, (300, 12, 8, 1)])

    assert narrowest(shown) >= LEAST_VALUES
    assert any(line.total.mark is Mark.WITHHELD for line in lines(shown)) or row == (1, 0, 0, 0)


@pytest.mark.parametrize("seed", range(6))
def test_no_table_of_small_numbers_lets_a_cell_be_calculated(seed: int) -> None:
    draw = random.Random(seed)
    rows = [tuple(draw.choice([0, *PLANTED, 30]) for _ in range(COLUMNS)) for _ in range(6)]

    assert narrowest(protected(rows[:2], rows[2:])) >= LEAST_VALUES


def test_in_a_table_of_large_numbers_all_totals_are_printed() -> None:
    draw = random.Random(1)
    rows = [tuple(draw.randrange(5, 900) for _ in range(COLUMNS)) for _ in range(30)]

    assert len(withheld_totals(protected(rows[:10], rows[10:20], rows[20:]))) <= 3


def test_the_bounds_of_a_printed_figure_are_those_that_a_reader_takes() -> None:
    assert [bounds(value) for value in (0, 1, 7, 8, 12, 13, 1054)] == [
        (0, 0),
        (1, 7),
        (1, 7),
        (8, 12),
        (8, 12),
        (13, 17),
        (1053, 1057),
    ]
