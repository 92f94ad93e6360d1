import json

import pytest
from django.core.management import CommandError, call_command

from tests.profiles.transparency.golden import CSV, store_golden

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    call_command("transparency", *arguments)
    return capsys.readouterr().out


def test_it_prints_golden_drenthe_as_csv(capsys: pytest.CaptureFixture[str]) -> None:
    store_golden()

    assert run(capsys, "--quarter", "2020-Q4", "--region", "4", "--format", "csv") == CSV


def test_it_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    store_golden()

    assert json.loads(run(capsys, "--quarter", "2020-Q4", "--region", "4", "--format", "json"))["percentage"] == 74


def test_without_a_region_it_prints_the_country(capsys: pytest.CaptureFixture[str]) -> None:
    store_golden()

    lines = run(capsys, "--quarter", "2020-Q4", "--format", "csv").splitlines()

    assert len(lines) == 1 + 355 + 2
    assert lines[-1] == ",,Nederland,,TOTAAL AMR,98,1054,1808,510,3470"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--quarter", "2020Q4"], "like 2020-Q4"),
        (["--quarter", "2031-Q1"], "has not been counted"),
        (["--quarter", "2020-Q4", "--region", "36"], "from 1 to 35"),
    ],
)
def test_a_wrong_question_gets_one_clear_line(arguments: list[str], reason: str) -> None:
    store_golden()

    with pytest.raises(CommandError, match=reason) as failure:
        call_command("transparency", *arguments)

    assert "\n" not in str(failure.value)
