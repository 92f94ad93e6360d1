import json

import pytest
from django.core.management import CommandError, call_command

from profiles.models import Edition
from profiles.quarters import Quarter
from profiles.transparency.publishing import make_due
from tests.profiles.transparency.golden import AT, CSV, store_golden, store_quarter
from tests.profiles.transparency.publications import published

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


def test_publishing_by_the_terminal_makes_the_system_the_first_person(capsys: pytest.CaptureFixture[str]) -> None:
    store_golden()

    assert run(capsys, "--quarter", "2020-Q4", "--region", "4", "--format", "csv", "--publish") == CSV

    edition = Edition.objects.get()
    assert (edition.state, edition.checked_by) == ("gepubliceerd", "systeem")
    assert edition.approved_by.startswith("opdrachtregel")


def test_a_published_quarter_is_printed_from_its_file_and_published_once(capsys: pytest.CaptureFixture[str]) -> None:
    first = published()

    assert run(capsys, "--quarter", "2020-Q4", "--region", "4", "--format", "csv", "--publish") == CSV

    assert Edition.objects.get() == first


def test_every_counted_quarter_gets_a_draft_once() -> None:
    store_quarter(Quarter(2020, 3))
    published()

    assert [edition.quarter for edition in make_due(at=AT)] == ["2020-Q3"]
    assert make_due(at=AT) == []
