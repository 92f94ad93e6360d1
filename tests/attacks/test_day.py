"""A scripted day, several people looking at once: `who_saw` tells all that was shown, and nothing else."""

from pathlib import Path

import pytest

from tests.attacks.day import USERS, VISITORS
from tests.attacks.running import scene


@pytest.mark.parametrize("views", [30, pytest.param(2010, marks=pytest.mark.slow)])
def test_who_saw_has_full_recall_and_precision(tmp_path: Path, views: int) -> None:
    found = scene("day", tmp_path, views)

    assert found["shown"] > 5 * views
    assert (found["recall"], found["precision"], found["ok"]) == (1, 1, True)
    assert (found["users"], found["events"]) == (USERS + VISITORS, views)


@pytest.mark.slow
def test_the_measurements_of_the_documents_can_be_repeated(tmp_path: Path) -> None:
    found = scene("cost", tmp_path, 10, 2000)

    assert found["events"] >= 2000
    assert all(found[name] for name in ("page_with_log_ms", "page_without_log_ms", "log_cpu_ms", "verify_cpu_s"))
