"""The table of pages that every browser test walks: a new page needs one line here."""

from dataclasses import dataclass

from playwright.sync_api import Page

PASSWORD = "verkenner-demo"
REF = "{ref}"
"""In an address: the reference of the first candidate that this visitor sees."""


@dataclass(frozen=True)
class Shown:
    """One page or state: its address, and the demo account that sees it (empty: a visitor)."""

    name: str
    address: str
    who: str = ""


EVERY_PAGE = (
    Shown("home", "/"),
    Shown("search", "/kandidaten/"),
    Shown(
        "search-asked",
        "/kandidaten/?taaksoort=TS06&urenPerWeekMinimaal=20&rijbewijs=B&vaardigheid=ESCO-S6&werkplek=Emmen",
    ),
    Shown("search-page-2", "/kandidaten/?pagina=2"),
    Shown("search-empty", "/kandidaten/?taaksoort=TS28&urenPerWeekMinimaal=36"),
    Shown("search-refused", "/kandidaten/?foo=1&werkplek=Nergenshuizenbuitendebebouwdekom"),
    Shown("search-signed-in", "/kandidaten/?taaksoort=TS06", "werkgever"),
    Shown("filter", "/filters/regio/?taaksoort=TS06"),
    Shown("profile", f"/kandidaten/{REF}/?rijbewijs=B"),
    Shown("shortlist", "/selectie/"),
    Shown("saved", "/zoekopdrachten/", "werkgever"),
    Shown("tokens", "/account/sleutels/", "werkgever"),
    Shown("look-up", "/opzoeken/", "adviseur"),
    Shown("privacy", "/privacy/"),
    Shown("accessibility", "/toegankelijkheid/"),
    Shown("sign-in", "/inloggen/"),
    Shown("not-found", "/zomaar/"),
)


def open_page(page: Page, shown: Shown) -> None:
    """Signs in if need be, and opens a page of the table."""
    if shown.who:
        sign_in(page, shown.who)
    address = shown.address
    if REF in address:
        page.goto("/kandidaten/")
        address = address.replace(REF, page.locator(".card .ref").first.inner_text())
    page.goto(address)


def sign_in(page: Page, name: str = "bemiddelaar") -> None:
    page.goto("/inloggen/")
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda address: "/inloggen/" not in address)


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider
