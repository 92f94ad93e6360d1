"""The command says in one line why it cannot start."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings


@pytest.mark.parametrize("name", ["SONAR_CLIENT_ID", "SONAR_CLIENT_SECRET"])
def test_without_credentials_it_does_not_start(settings: Settings, name: str) -> None:
    setattr(settings, name, "")
    with pytest.raises(CommandError, match=name):
        call_command("sonar_mock")


@pytest.mark.parametrize(("option", "complaint"), [("--profiles=9000000", "9000000"), ("--today=2019-01-01", "2019")])
def test_an_impossible_population_is_refused(option: str, complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint):
        call_command("sonar_mock", option)
