"""Fixtures for every test: reference data loaded once, and settings that no test shares with a real site."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

NO_BROWSER = "browser tests need a Chromium"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says aloud, at the end of the run, that the browser tests were skipped; also when other processes ran them."""
    said = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    if number := sum(NO_BROWSER in reason for reason in said):
        terminalreporter.write_sep("!", f"{number} browser tests skipped: no Chromium", yellow=True)


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Files go into a folder of the test run; searches go to the database, for the index has tests of its own.

    Settings are read before any conftest is, so setting the environment here would come too late.
    """
    folder = tmp_path_factory.mktemp("data")
    own = {"DATA_DIR": folder, "AUDIT_HEADS_DIR": folder / "audit", "SEARCH_ENGINE": "orm"}
    own |= {"SYNC_PROCESSES": 1}  # another process would not see what a test has not committed
    own |= {"API_CALLS_MEMBER": 0, "API_CALLS_NETWORK": 0}  # all tests call from one network
    own |= {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    with override_settings(**own, **quick):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database holds the reference data, as every real one does."""
    from profiles.reference.load import load

    with django_db_blocker.unblock():
        load()


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """A page that was asked in English leaves its thread in English; the next test starts in Dutch again."""
    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def _quick_formats(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition is published with its quick files only; printing all 36 areas is for tests marked `all_formats`."""
    from profiles.transparency.formats import FORMATS

    if not request.node.get_closest_marker("all_formats"):
        for name in {"html", "pdf", "xlsx", "ods"} & set(FORMATS):
            monkeypatch.delitem(FORMATS, name)


@pytest.fixture
def now() -> dt.datetime:
    """A fixed moment, in the fourth quarter of 2026."""
    return dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
