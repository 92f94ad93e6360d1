import json

import pytest
from django.core.management import CommandError, call_command

from tests.profiles.transparency.golden import store_golden


@pytest.mark.django_db
def test_it_measures_every_format_for_a_region_and_the_country(capsys: pytest.CaptureFixture[str]) -> None:
    store_golden()

    call_command("bench_editions", "--quarter", "2020-Q4", "--json")

    measured = json.loads(capsys.readouterr().out)
    assert {"csv", "json"} <= set(measured)
    assert all({"country_s", "region_s", "bytes"} <= set(figures) for figures in measured.values())


@pytest.mark.django_db
def test_a_quarter_that_was_not_counted_is_an_error() -> None:
    with pytest.raises(CommandError, match="has not been counted"):
        call_command("bench_editions", "--quarter", "2031-Q1")
