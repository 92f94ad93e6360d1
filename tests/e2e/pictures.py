"""`python -m tests.e2e.pictures ADDRESS FOLDER`: takes the pictures of the guides, of a demo that runs."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.e2e.conftest import chromium
from tests.e2e.every_page import sign_in

PHONE, DESK = ViewportSize(width=390, height=780), ViewportSize(width=1180, height=760)
ASKED = "/kandidaten/?regio=4&taaksoort=TS06&urenPerWeekMinimaal=20&rijbewijs=B"


def _nothing(_page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True)
class Picture:
    """One picture: its file, who looks (empty: a visitor), what is open, what is done there, and on which screen."""

    name: str
    who: str
    address: str
    then: Callable[[Page], None] = _nothing
    is_phone: bool = False


def _first(page: Page) -> None:
    """Opens the first candidate of the list."""
    page.locator(".card__link").first.click()
    page.wait_for_load_state()


def _compared(page: Page) -> None:
    """Puts the first two candidates side by side."""
    for box in page.locator(".tick__input").all()[:2]:
        box.check()
    page.locator(".compare-bar button").click()
    page.wait_for_load_state()


def _kept(page: Page) -> None:
    """Keeps the first two candidates."""
    for place in range(2):
        page.goto(ASKED)
        page.locator("button.keep").nth(place).click()
        page.wait_for_load_state()
    page.goto("/selectie/")


def _asking(page: Page) -> None:
    """Opens the form that asks for contact with the first candidate."""
    _first(page)
    page.locator("a[href*='/contactverzoeken/nieuw/']").first.click()
    page.wait_for_load_state()


def _asked(page: Page) -> None:
    """Asks for contact, so that the adviser has something to do."""
    _asking(page)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def _municipalities(page: Page) -> None:
    """Opens the table of Drenthe of the newest quarter."""
    page.locator("tr", has_text="Drenthe").locator("td a").last.click()
    page.wait_for_load_state()


def _saved(page: Page) -> None:
    """Keeps the search."""
    page.locator(".save summary").click()
    page.locator("#naam").fill("Magazijn rond Emmen")
    page.locator(".save__form button[type=submit]").click()
    page.goto("/zoekopdrachten/")


def _filled(page: Page) -> None:
    """Fills in a number from Sonar that nobody has, for a candidate's number stays out of pictures."""
    page.locator("main input[type=text]").first.fill("0000000")


PICTURES = (
    Picture("zoeken", "werkgever", ASKED),
    Picture("zoeken-telefoon", "werkgever", ASKED, is_phone=True),
    Picture("profiel", "werkgever", ASKED, _first),
    Picture("vergelijken", "werkgever", ASKED, _compared),
    Picture("selectie", "werkgever", "/selectie/", _kept),
    Picture("contact", "werkgever", ASKED, _asking),
    Picture("kaart", "werkgever", "/kaart/?taaksoort=TS06"),
    Picture("contactverzoek", "werkgever", ASKED, _asked),
    Picture("zoekopdrachten", "bemiddelaar", ASKED, _saved),
    Picture("opdrachtgevers", "bemiddelaar", "/opdrachtgevers/"),
    Picture("kandidaat", "adviseur", "/kandidaat/", _filled),
    Picture("edities", "uwv", "/admin/profiles/edition/"),
    Picture("gemeenten", "uwv", "/admin/profiles/edition/", _municipalities),
    Picture("synchronisaties", "beheer", "/admin/sync/syncrun/"),
    Picture("wachtrij", "adviseur", "/contactverzoeken/wachtrij/"),
    Picture("toezicht", "toezicht", "/admin/profiles/auditevent/"),
)


def take(address: str, folder: Path) -> None:
    """Every picture, as a JPEG of what is on the screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for picture in PICTURES:
            context = browser.new_context(
                base_url=address,
                locale="nl-NL",
                viewport=PHONE if picture.is_phone else DESK,
                reduced_motion="reduce",
            )
            page = context.new_page()
            if picture.who:
                sign_in(page, picture.who)
            page.goto(picture.address)
            picture.then(page)
            page.screenshot(path=folder / f"{picture.name}.jpg", type="jpeg", quality=72)
            context.close()
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1], Path(sys.argv[2]))
