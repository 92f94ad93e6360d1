import re

import pytest
from django.test import Client

from profiles.transparency.editions import correct
from tests.profiles.transparency.golden import CSV, QUARTER, table
from tests.profiles.transparency.publications import LATER, approved, draft, published

pytestmark = pytest.mark.django_db
LIST = "/transparantie/"
DRENTHE = "/transparantie/2020-Q4/4/"
FILE = f"{DRENTHE}transparantie-2020-Q4-regio-4.csv"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def cells(shown: str) -> list[list[str]]:
    """The rows of the table with counts, which stands before the charts."""
    counts = shown.partition('class="figures-chart"')[0]
    return [[" ".join(cell.split()) for cell in row] for row in table(counts)]


def test_before_the_first_publication_it_says_so(client: Client) -> None:
    approved()

    assert "Er is nog geen kwartaal gepubliceerd." in page(client, LIST)
    assert client.get(DRENTHE).status_code == 404
    assert client.get(FILE).status_code == 404


def test_a_draft_is_not_public(client: Client) -> None:
    draft()

    assert client.get(DRENTHE).status_code == 404


def test_the_list_leads_to_every_published_quarter(client: Client) -> None:
    published()

    assert 'href="/transparantie/2020-Q4/nederland/">Vierde kwartaal 2020' in page(client, LIST)
    assert client.get("/transparantie/2020-Q4/").headers["Location"] == "/transparantie/2020-Q4/nederland/"


def test_the_page_of_drenthe_prints_the_published_table(client: Client) -> None:
    published()

    rows = cells(page(client, DRENTHE))

    assert rows[2][:7] == ["Borger-Odoorn", "23", "79", "170", "32", "304", "63%"]
    assert rows[-1][:7] == ["TOTAAL AMR", "98", "1.054", "1.808", "510", "3.470", "55%"]
    assert "in het doelgroepregister staan 4.664 mensen. Daarvan is 74% bekend in Sonar." in page(client, DRENTHE)


def test_the_country_has_regions_provinces_and_the_unplaced(client: Client) -> None:
    published()

    shown = page(client, "/transparantie/2020-Q4/nederland/")

    assert "gemeente onbekend" in shown
    assert "Per provincie" in shown
    assert "4 Drenthe" in shown


def test_a_file_comes_byte_for_byte_with_its_checksum_as_tag(client: Client) -> None:
    edition = published()
    stored = edition.files.get(region=4, format="csv")

    answer = client.get(FILE)

    assert answer.content.decode() == CSV
    assert answer.headers["ETag"] == f'"{stored.checksum}"'
    assert client.get(FILE, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    assert stored.checksum in page(client, DRENTHE)


def test_a_correction_names_what_changed_and_the_older_edition_stays(client: Client) -> None:
    published()
    published(
        correct(
            quarter=QUARTER, code="GM0114", column="gem_with", figure=37, reason="Vergeten.", by="chris", at=LATER
        )
    )

    newest, oldest = page(client, DRENTHE), page(client, f"{DRENTHE}?editie=1")

    assert re.search(r"Emmen, gemeenteklanten met profiel: was 36, is nu 37 ?\. Vergeten\.", newest)
    assert cells(oldest)[-1][1] == "98"
    assert "Er is een nieuwere editie" in oldest
    assert client.get(f"{FILE}?editie=1").content.decode() == CSV


def test_a_protected_edition_prints_rounded_figures_and_says_so(client: Client) -> None:
    published(protect=True)

    shown = page(client, DRENTHE)

    assert cells(shown)[4][:6] == ["De Wolden", "< 8", "25", "70", "25", "125"]
    assert "Beschermd" in shown
    assert "3.470" in shown  # a multiple of five already
    assert "1.054" not in shown


@pytest.mark.parametrize(
    "address",
    [
        "/transparantie/2020-Q5/",
        "/transparantie/2020-Q3/4/",
        "/transparantie/onzin/4/",
        "/transparantie/2020-Q4/36/",
        "/transparantie/2020-Q4/0/",
        "/transparantie/2020-Q4/4/anders.csv",
        f"{DRENTHE}?editie=9",
        f"{DRENTHE}?editie=x",
    ],
)
def test_what_is_not_published_is_not_found(client: Client, address: str) -> None:
    published()

    assert client.get(address, follow=True).status_code == 404


def test_the_sitemap_lists_every_region_of_every_edition(client: Client) -> None:
    published()

    text = client.get("/sitemap.xml").content.decode()

    assert "http://testserver/transparantie/2020-Q4/35/" in text
    assert text.count("/transparantie/2020-Q4/") == 36


def test_the_page_draws_its_charts_with_a_table_beside_each(client: Client) -> None:
    published()

    shown = page(client, DRENTHE)

    assert 'role="img" aria-labelledby="aandeel-regio-4-titel aandeel-regio-4-uitleg"' in shown
    assert "Aandeel met een profiel per gemeente, Drenthe" in shown
    assert ["Emmen", "1.624", "50%"] in [[" ".join(cell.split()) for cell in row] for row in table(shown)]
