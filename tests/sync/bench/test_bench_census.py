"""The benchmark of counting quarters counts them, on a small target group."""

import json

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.slow


def test_it_counts_every_quarter_and_the_last_one_again(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench_census", "--records", "200", "--database", "sqlite", "--json")

    found = json.loads(capsys.readouterr().out)["sqlite"]
    assert found["records"] == 200
    assert found["quarters"] == 31
    assert 0 < found["last_s"] < found["every_s"]
