"""UWV staff see how many people of the banenafspraak are made visible, exactly as the publication printed it."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client

from sync.census import count_quarters
from tests.explorer.staff import staff
from tests.profiles.transparency.golden import AT, CSV, REGISTER, golden_people, run_started, table


@pytest.fixture
def counted(db: None) -> None:
    """Sonar was read and every quarter until the end of 2020 was counted."""
    golden_people()
    run = run_started(dt.datetime(2021, 1, 4, tzinfo=dt.UTC))
    count_quarters(run=run, at=AT, registers=lambda _: {4: REGISTER})


@pytest.fixture(name="staff")
def _staff(db: None) -> Client:
    """A member of staff who may look at the reports, signed in."""
    return staff()


@pytest.mark.usefixtures("counted")
def test_staff_find_the_table_of_drenthe_in_the_admin(staff: Client) -> None:
    assert "Transparantie per kwartaal" in staff.get("/admin/").content.decode()

    page = staff.get("/admin/profiles/quartercount/report/", {"kwartaal": "2020-Q4", "regio": "4"}).content.decode()

    assert table(page)[-1] == ["", "TOTAAL AMR", "98", "1.054", "1.808", "510", "3.470"]
    assert "Daarvan is 74% bekend in Sonar." in " ".join(page.split())


@pytest.mark.usefixtures("counted")
def test_the_command_prints_the_same_table(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("transparency", "--quarter", "2020-Q4", "--region", "4", "--format", "csv")

    assert capsys.readouterr().out == CSV
