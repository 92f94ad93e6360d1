"""The published figures on which the population is calibrated (sources per row: data/realism.csv)."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> list[dict[str, str]]:
    """All rows of `data/<name>.csv` as text by column name."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figure(name: str, moment: str = "") -> float:
    """A published figure; with `moment` the one of that day or quarter, for figures printed more than once."""
    return next(
        float(row["waarde"]) for row in rows("realism") if row["kenmerk"] == name and moment in ("", row["peildatum"])
    )
