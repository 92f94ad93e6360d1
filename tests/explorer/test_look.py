"""The one style sheet: all parts in it, found as a static file, in the colour that the service chose."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.look import NAME, SHEETS, STATIC, ColourError, check_colour, contrast_with_white, joined

OURS = {path.name for path in (STATIC / "explorer").glob("*.css")}
OF_THE_ADMIN = {"audit.css", "audit_report.css", "editions.css", "findability.css", "status.css"}


def rules(sheet: str) -> list[str]:
    """The lines of a sheet that say something of how a thing looks."""
    return re.findall(r"^\s*[\w-]+: .+;$", sheet, re.MULTILINE)


def test_every_page_asks_for_one_style_sheet(client: Client, db: None) -> None:
    answer = client.get("/").content.decode()

    assert re.findall(r'<link rel="stylesheet"[^>]*href="([^"]+)"', answer) == [f"/static/{NAME}"]


def test_it_is_found_as_a_static_file_with_every_rule_of_its_parts() -> None:
    found = finders.find(NAME)
    assert found is not None
    sheet = Path(found).read_text(encoding="utf-8")

    assert rules(sheet) == [rule for name in SHEETS for rule in rules((STATIC / name).read_text(encoding="utf-8"))]


def test_no_sheet_of_ours_is_forgotten() -> None:
    assert {name.removeprefix("explorer/") for name in SHEETS if name.startswith("explorer/")} == OURS - OF_THE_ADMIN


def test_licences_of_others_stay_in_it() -> None:
    assert "@nl-design-system-candidate/button-css 1.1.0, EUPL-1.2" in joined("")


def test_the_service_chooses_its_colour() -> None:
    assert "--voorbeeld-kleuren-violet-500: #0b6e4f;" in joined("#0B6E4F".lower())
    assert "#0b6e4f" not in joined("")


@pytest.mark.parametrize("colour", ["green", "#ffd500", "#fff", "#0b6e4f;} body{"])
def test_a_colour_that_nobody_can_read_on_is_refused_at_the_start(colour: str, settings: Settings) -> None:
    settings.SERVICE_COLOUR = colour

    with pytest.raises(ColourError, match="SERVICE_COLOUR"):
        check_colour()


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_the_foot_of_every_page_says_where_questions_go(client: Client, db: None, settings: Settings) -> None:
    settings.SERVICE_EMAIL, settings.SERVICE_PHONE = "hulp@dienst.example", "0900 12 34"
    page = client.get("/privacy/").content.decode()

    assert 'href="mailto:hulp@dienst.example"' in page
    assert 'href="tel:09001234"' in page


def test_a_page_is_compressed_for_whoever_can_read_that(client: Client, db: None) -> None:
    assert client.get("/privacy/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/privacy/")
