"""Fixtures for every test: reference data loaded once, and settings that no test shares with a real site."""

import os
import tempfile

os.environ["DEBUG"] = "1"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="verkenner-test-"))

import datetime as dt

import pytest
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database holds the reference data, as every real one does."""
    from profiles.reference.load import load

    with django_db_blocker.unblock():
        load()


@pytest.fixture
def now() -> dt.datetime:
    """A fixed moment, in the fourth quarter of 2026."""
    return dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
