"""A small feed behind a proxy, and full runs that read it inline."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from profiles.quarters import Quarter
from sync import census
from sync import run as runs
from sync.sonar import transport
from sync.sonar.client import SonarClient
from sync.sonar.transport import Patience
from tests.faults.people import pages, people
from tests.faults.proxy import Proxy
from tests.postgres.conftest import postgres
from tests.sync.feed import Feed

__all__ = ["postgres"]  # the server of PostgreSQL is a fixture of both folders
HASTY = Patience(read=0.3, total=0.6, first_pause=0, longest_pause=0)


@pytest.fixture
def feed() -> Iterator[Feed]:
    with Feed() as feed:
        feed.pages = pages(people())
        yield feed


@pytest.fixture
def proxy(feed: Feed) -> Iterator[Proxy]:
    with Proxy(feed.url) as proxy:
        yield proxy


@pytest.fixture
def small(proxy: Proxy, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs read through the proxy, hastily: two parts instead of thirty-six, one quarter instead of thirty."""
    settings.SONAR_URL = proxy.url
    monkeypatch.setattr(runs, "REGIONS", ["4", "overig"])
    monkeypatch.setattr(census, "OLDEST", Quarter(2026, 3))
    monkeypatch.setattr(transport, "sleep", lambda _: None)
    monkeypatch.setattr(runs, "sonar_client", lambda: SonarClient(proxy.url, "some-client", "some-secret", HASTY))
