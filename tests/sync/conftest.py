"""A feed that says what a test wants, a client of it, and the codes that records are mapped with."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from profiles.quarters import Quarter
from sync import census, tasks
from sync import run as runs
from sync.mapping import Vocabularies, vocabularies
from sync.sonar import transport
from sync.sonar.client import SonarClient
from sync.sonar.transport import Patience
from tests.sync.feed import Feed

HASTY = Patience(first_pause=0, longest_pause=0)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client asks again at once."""
    monkeypatch.setattr(transport, "sleep", lambda _: None)


@pytest.fixture
def feed() -> Iterator[Feed]:
    with Feed() as feed:
        yield feed


@pytest.fixture
def client(feed: Feed) -> Iterator[SonarClient]:
    with SonarClient(feed.url, "some-client", "some-secret", HASTY) as client:
        yield client


@pytest.fixture
def codes(db: None) -> Vocabularies:
    return vocabularies()


@pytest.fixture
def small_runs(feed: Feed, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs read the feed: two shards instead of thirty-six, one quarter to count instead of thirty, and no broker."""
    settings.SONAR_URL = feed.url
    monkeypatch.setattr(runs, "REGIONS", ["4", "overig"])
    monkeypatch.setattr(tasks, "call_workers", lambda **_: None)
    monkeypatch.setattr(census, "OLDEST", Quarter(2026, 3))
