"""The golden table goes the whole way: feed, worker, database, edition, web; then every file is read back."""

import re

import pytest

from tests.journeys.site import Site
from tests.profiles.transparency.printing import CLOSING, NUMBERS
from tests.profiles.transparency.read_back import ROWS, said

pytestmark = pytest.mark.slow
PAGE = "/transparantie/2020-Q4/4/"


def test_every_file_of_the_published_edition_holds_the_golden_table(site: Site) -> None:
    site.manage("transparency", "--quarter", "2020-Q4", "--region", "4", "--format", "csv", "--publish", patience=400)

    with site.visitor() as visitor:
        page = visitor.get(PAGE).text
        files = {kind: visitor.get(f"{PAGE}{name}").content for name, kind in offered(page)}

    assert set(files) == set(ROWS)
    for kind, content in files.items():
        assert ROWS[kind](content) == list(NUMBERS), kind
    for kind in ("html", "xlsx", "ods", "pdf"):
        assert CLOSING in said(kind, files[kind]), kind


def offered(page: str) -> set[tuple[str, str]]:
    """The name and the kind of each file that the page links to."""
    return set(re.findall(r'href="([a-zA-Z0-9-]+\.([a-z]+))"', page))
