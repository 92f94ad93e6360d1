"""A second place of its own for every test of the log."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _own_second_place(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_HEADS_DIR = tmp_path
