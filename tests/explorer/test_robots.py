"""Search engines list what explains the site, and no profile, search or list of anyone."""

import datetime as dt
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories import published

pytestmark = pytest.mark.django_db
LISTED = (
    "/zo-werkt-zoeken/",
    "/voor-kandidaten/",
    "/privacy/",
    "/toegankelijkheid/",
    "/transparantie/",
    "/sitemap.xml",
)
KEPT_OUT = (
    "/kandidaten/",
    "/kandidaten/?regio=4",
    "/kandidaten/D7K-4MPQ/",
    "/kaart/",
    "/vergelijken/",
    "/selectie/",
    "/selectie/afdrukken/",
    "/zoekopdrachten/",
    "/inloggen/",
    "/api/v1/kandidaten",
    "/admin/",
)


@pytest.fixture
def rules(client: Client) -> list[str]:
    return client.get("/robots.txt").content.decode().splitlines()


def test_the_rules_open_what_explains_and_close_all_else(rules: list[str]) -> None:
    parser = RobotFileParser()
    # Python's parser takes the first rule that fits where search engines take the longest, so the openings go first
    parser.parse(["User-agent: *", *[rule for rule in rules if rule.startswith("Allow: ")], "Disallow: /"])

    assert [address for address in LISTED if not parser.can_fetch("*", address)] == []
    assert [address for address in KEPT_OUT if parser.can_fetch("*", address)] == []
    assert rules[:3] == ["User-agent: *", "Disallow: /", "Allow: /$"]
    assert rules[-1] == "Sitemap: http://testserver/sitemap.xml"


@pytest.mark.parametrize("address", KEPT_OUT)
def test_every_other_page_asks_not_to_be_listed_in_its_header(client: Client, address: str) -> None:
    published({})

    assert client.get(address)["X-Robots-Tag"] == "noindex, nofollow, noarchive"


@pytest.mark.parametrize("address", ["/", *LISTED])
def test_what_explains_may_be_listed(client: Client, address: str) -> None:
    assert "X-Robots-Tag" not in client.get(address).headers


def test_a_profile_itself_asks_not_to_be_listed(client: Client) -> None:
    published({})
    address = client.get("/kandidaten/").context["page"].cards[0].url

    assert "noindex" in client.get(address)["X-Robots-Tag"]


def test_the_sitemap_names_what_explains_and_no_search(client: Client) -> None:
    text = client.get("/sitemap.xml").content.decode()

    for address in ("/", "/zo-werkt-zoeken/", "/voor-kandidaten/", "/privacy/", "/toegankelijkheid/"):
        assert f"<loc>http://testserver{address}</loc>" in text
    assert "kandidaten/</loc>" not in text.replace("voor-kandidaten/</loc>", "")


def test_where_to_report_a_weakness_is_told_when_the_settings_name_it(client: Client, settings: Settings) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404

    settings.SECURITY_CONTACT = "mailto:veilig@example.org"
    lines = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    end = dt.datetime.fromisoformat(lines["Expires"])

    assert lines["Contact"] == "mailto:veilig@example.org"
    assert dt.timedelta(days=290) < end - dt.datetime.now(dt.UTC) < dt.timedelta(days=366)
