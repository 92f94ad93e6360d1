"""The table of pages that every browser test walks: a new page needs one line here."""

from dataclasses import dataclass

from playwright.sync_api import Page

PASSWORD = "verkenner-demo"
REF = "{ref}"
OTHER = "{other}"
"""In an address: the references of the first two candidates that this visitor sees."""
ASKED, ASKED_CODE = "00000000-0000-4000-8000-000000000001", "D7K-4MPQ"
"""A contact request of the demo's employer in the town, and a candidate in it."""


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
    Shown("comparison", f"/vergelijken/?ref={REF}&ref={OTHER}&rijbewijs=B"),
    Shown("comparison-empty", "/vergelijken/"),
    Shown("map", "/kaart/?taaksoort=TS06"),
    Shown("shortlist", "/selectie/"),
    Shown("shortlist-print", "/selectie/afdrukken/", "werkgever"),
    Shown("saved", "/zoekopdrachten/", "werkgever"),
    Shown("tokens", "/account/sleutels/", "werkgever"),
    Shown("ask-contact", f"/contactverzoeken/nieuw/?kandidaat={REF}&zoek=rijbewijs%3DB"),
    Shown("contact-requests", "/contactverzoeken/", "werkgever"),
    Shown("contact-request", f"/contactverzoeken/{ASKED}/", "werkgever"),
    Shown("contact-queue", "/contactverzoeken/wachtrij/", "adviseur"),
    Shown("contact-task", f"/contactverzoeken/wachtrij/{ASKED}/{ASKED_CODE}/", "adviseur"),
    Shown("look-up", "/opzoeken/", "adviseur"),
    Shown("candidate", "/kandidaat/", "adviseur"),
    Shown("figures", "/transparantie/"),
    Shown("figures-region", "/transparantie/2020-Q4/4/"),
    Shown("how-search-works", "/zo-werkt-zoeken/"),
    Shown("for-candidates", "/voor-kandidaten/"),
    Shown("api", "/api/v1/"),
    Shown("privacy", "/privacy/"),
    Shown("accessibility", "/toegankelijkheid/"),
    Shown("sign-in", "/inloggen/"),
    Shown("sign-up", "/aanmelden/"),
    Shown("forgotten-password", "/wachtwoord/vergeten/"),
    Shown("unusable-link", "/wachtwoord/nieuw/?sleutel=zomaar"),
    Shown("account", "/account/", "werkgever"),
    Shown("change-password", "/account/wachtwoord/", "werkgever"),
    Shown("change-address", "/account/e-mail/", "werkgever"),
    Shown("second-factor", "/account/tweede-stap/", "werkgever"),
    Shown("organisation", "/organisatie/", "werkgever"),
    Shown("leave-organisation", "/organisatie/verlaten/", "werkgever"),
    Shown("switch-organisation", "/organisatie/wisselen/", "werkgever"),
    Shown("clients", "/opdrachtgevers/", "bemiddelaar"),
    Shown("remove-account", "/account/verwijderen/", "werkgever"),
    Shown("not-found", "/zomaar/"),
)


def open_page(page: Page, shown: Shown) -> None:
    """Signs in if need be, and opens a page of the table."""
    if shown.who:
        sign_in(page, shown.who)
    page.goto(addressed(page, shown))


def addressed(page: Page, shown: Shown) -> str:
    """The address of a page, with references that whoever looks knows."""
    if REF not in shown.address:
        return shown.address
    page.goto("/kandidaten/")
    references = page.locator(".card .ref").all_inner_texts()
    return shown.address.replace(REF, references[0]).replace(OTHER, references[1])


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
