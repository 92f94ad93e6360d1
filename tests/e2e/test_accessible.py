"""Every page in a real browser, in both languages, light and dark: axe, narrow and enlarged, and nothing refused."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from tinyhtml5.parser import HTMLParser

from tests.e2e.every_page import EVERY_PAGE, Shown, addressed, open_page, overflow, sign_in

pytestmark = pytest.mark.browser
LOOKS = tuple(itertools.product(("nl", "en"), ("light", "dark")))
QUICK = (("nl", "light"),)
"""The other three are among the slow tests."""
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}
HIDDEN_BY_FOLDS = (
    "document.querySelectorAll('details').forEach((one) => { one.open = true; one.removeAttribute('name'); })"
)
LISTEN = "addEventListener('securitypolicyviolation', (event) => console.error('CSP: ' + event.violatedDirective))"

TOO_SMALL = """
() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')].filter((one) => {
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const excepted = one.ownerSVGElement || (one.tagName === 'A' && getComputedStyle(one).display === 'inline');
  return one.checkVisibility() && !excepted && box.width > 2 && (box.width < 24 || box.height < 24);
}).map((one) => one.outerHTML.slice(0, 120))
"""
"""Targets under 24 pixels (WCAG 2.5.8), but for links within a sentence and the areas of a drawing, which have an
equal list beside them."""


NARROW = frozenset(
    {"home", "search", "search-asked", "search-refused", "filter", "profile", "shortlist", "sign-in", "not-found"}
)
"""Narrow among the quick tests; the other pages are among the slow ones."""
RARE = frozenset(
    {"comparison-empty", "shortlist-print", "candidate", "how-search-works", "for-candidates", "api", "unusable-link"}
    | {"contact-requests", "contact-request", "contact-queue"}
    | {"forgotten-password", "change-password", "change-address", "second-factor", "remove-account"}
    | {"organisation", "leave-organisation", "switch-organisation", "clients"}
)
"""Looked at by axe among the slow tests only."""


def every_page() -> Iterator[Any]:
    """Each page in each language and colour; one of the four looks is among the quick tests."""
    for shown, look in itertools.product(EVERY_PAGE, LOOKS):
        marks = () if look in QUICK and shown.name not in RARE else (pytest.mark.slow,)
        yield pytest.param(shown, *look, id=f"{shown.name}-{'-'.join(look)}", marks=marks)


def narrow_pages() -> Iterator[Any]:
    """Each page; those that are not named run in `make test-all` only."""
    for shown in EVERY_PAGE:
        yield pytest.param(shown, id=shown.name, marks=() if shown.name in NARROW else (pytest.mark.slow,))


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[Any]:
    """Makes contexts with a look of their own; what the browser logs as an error fails the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def make(**look: Any) -> Page:
        made.append(browser.new_context(**{"base_url": site, "viewport": {"width": 1280, "height": 900}, **look}))
        made[-1].add_init_script(LISTEN)
        page = made[-1].new_page()
        page.on("console", lambda said: errors.append(said.text) if "CSP" in said.text else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda asked: errors.append(asked.url) if not asked.url.startswith(site) else None)
        return page

    yield make
    for one in made:
        one.close()
    assert errors == []


@pytest.mark.parametrize(("shown", "language", "scheme"), list(every_page()))
def test_axe_finds_nothing_and_nothing_is_asked_of_others(
    context: Any, shown: Shown, language: str, scheme: str
) -> None:
    page = context(locale=f"{language}-NL", color_scheme=scheme)
    open_page(page, shown)
    assert page.locator("html").get_attribute("lang") == language

    page.evaluate(HIDDEN_BY_FOLDS)
    found = Axe().run(page, options=RULES)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("shown", list(narrow_pages()))
def test_it_fits_the_narrowest_screen_and_can_be_hit_with_a_finger(context: Any, shown: Shown) -> None:
    page = context(locale="nl-NL", viewport={"width": 320, "height": 600}, has_touch=True)
    open_page(page, shown)
    page.evaluate(HIDDEN_BY_FOLDS)

    assert overflow(page) == 0
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.slow
@pytest.mark.parametrize("shown", EVERY_PAGE, ids=lambda shown: shown.name)
def test_it_fits_when_enlarged_to_twice_its_size(context: Any, shown: Shown) -> None:
    """A browser that enlarges 1280 pixels to 200% lays out 640 of them, each twice as large (WCAG 1.4.4)."""
    page = context(locale="nl-NL", viewport={"width": 640, "height": 450}, device_scale_factor=2)
    open_page(page, shown)

    assert overflow(page) == 0


@pytest.mark.slow
def test_every_page_is_valid_html(context: Any) -> None:
    """No parse error, as the standard for HTML defines them; asked without a browser, which would mend them."""
    wrong = []
    for who in sorted({shown.who for shown in EVERY_PAGE}):
        page = context(locale="nl-NL")
        if who:
            sign_in(page, who)
        for shown in (one for one in EVERY_PAGE if one.who == who):
            parser = HTMLParser()
            parser.parse(page.request.get(addressed(page, shown)).text())
            wrong += [(shown.name, *error) for error in parser.errors]

    assert wrong == []
