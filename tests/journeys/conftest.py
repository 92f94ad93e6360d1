"""One running site for all journeys that need real processes."""

from collections.abc import Iterator

import pytest

from tests.journeys.site import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose first sync of Drenthe was carried out by a worker over the broker."""
    site = Site(tmp_path_factory.mktemp("site"))
    try:
        site.set_up()
        yield site
    finally:
        site.tear_down()
