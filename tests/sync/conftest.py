"""A feed that says what a test wants, a client of it, and the codes that records are mapped with."""

from collections.abc import Iterator

import pytest

from sync.mapping import Vocabularies, vocabularies
from sync.sonar.client import SonarClient
from tests.sync.feed import Feed


@pytest.fixture
def feed() -> Iterator[Feed]:
    with Feed() as feed:
        yield feed


@pytest.fixture
def client(feed: Feed) -> Iterator[SonarClient]:
    with SonarClient(feed.url, "some-client", "some-secret") as client:
        yield client


@pytest.fixture
def codes(db: None) -> Vocabularies:
    return vocabularies()
