"""The template that others fill in (docs/sjabloon.csv) has the columns that are read, and is understood as it is."""

from pathlib import Path

import pytest
from django.utils import timezone

from sync.export.columns import READ
from sync.export.load import rehearse

DOCS = Path(__file__).parents[3] / "docs"
TEMPLATE = DOCS / "sjabloon.csv"


def test_it_has_exactly_the_columns_that_are_read() -> None:
    heading = TEMPLATE.read_text(encoding="utf-8").splitlines()[0]

    assert heading.split(";") == list(READ)


def test_the_guide_explains_every_column() -> None:
    guide = (DOCS / "aansluiten.md").read_text(encoding="utf-8")

    assert [name for name in READ if f"`{name}`" not in guide] == []


@pytest.mark.django_db
def test_every_cell_is_understood_or_empty() -> None:
    found = rehearse(path=TEMPLATE, clock=timezone.now)

    assert (found.counts["applied"], found.counts["quarantined"]) == (3, 0)
    assert [name for name, column in found.survey.columns.items() if column.refused or column.unrecognised] == []
