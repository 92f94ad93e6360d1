"""In a real browser: keep candidates, put them side by side, print them, and see who is no longer there."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.every_page import overflow

pytestmark = pytest.mark.browser
SEARCH = "/kandidaten/?taaksoort=TS06&rijbewijs=B"


def test_on_a_phone_one_keeps_compares_notes_and_prints(phone: Page) -> None:
    phone.goto(SEARCH)
    cards = phone.locator(".card")
    references = [cards.nth(place).locator(".ref").first.inner_text() for place in range(2)]
    for place in range(2):
        cards.nth(place).get_by_role("button", name="Bewaar").click()
        expect(cards.nth(place).get_by_role("link", name="Op uw selectie")).to_be_visible()
        cards.nth(place).locator(".tick__input").scroll_into_view_if_needed()
    for place in range(2):
        cards.nth(place).get_by_label("Vergelijk").check()
    phone.locator("#vergelijk").get_by_role("button", name="Vergelijk").click()
    expect(phone).to_have_url(re.compile(r"/vergelijken/\?ref=.*taaksoort=TS06"))
    expect(phone.locator(".compare__who")).to_have_count(2)
    assert overflow(phone) == 0

    phone.get_by_role("link", name="Naar uw selectie").click()
    phone.locator("summary", has_text="Notitie schrijven").first.click()
    phone.get_by_label("Uw notitie").first.fill("Eerst deze bellen")
    phone.get_by_role("button", name="Bewaar de notitie").first.click()
    expect(phone.locator(".kept__note")).to_have_text(re.compile("Eerst deze bellen"))
    assert overflow(phone) == 0

    phone.get_by_role("link", name="Afdrukken").click()
    for reference in references:
        expect(phone.locator(".sheet", has_text=reference)).to_be_visible()


def test_without_script_one_orders_takes_off_and_puts_back(without_script: Page) -> None:
    page = without_script
    for place in range(2):
        page.goto(SEARCH)
        page.locator(".card").nth(place).get_by_role("button", name="Bewaar").click()
    page.goto("/selectie/")
    first, second = (page.locator(".kept").nth(place).locator(".ref").first.inner_text() for place in range(2))

    page.get_by_role("button", name=f"Omhoog {second}").click()
    expect(page.locator(".kept").first).to_contain_text(second)

    page.get_by_role("button", name=f"Haal weg {first}").click()
    expect(page.locator(".kept")).to_have_count(1)
    page.get_by_role("button", name=f"Zet terug {first}").click()
    expect(page.locator(".kept")).to_have_count(2)


def test_by_keyboard_one_reaches_a_region_on_the_map(desktop: Page) -> None:
    desktop.goto("/kaart/")
    drenthe = desktop.locator(".map__svg").get_by_role("link", name=re.compile("Drenthe"))
    drenthe.focus()
    expect(drenthe).to_be_focused()
    desktop.keyboard.press("Enter")

    expect(desktop).to_have_url(re.compile(r"/kandidaten/\?regio=4$"))
    desktop.go_back()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Kandidaten op de kaart")


@pytest.mark.parametrize(
    "address",
    ["/kaart/", "/selectie/", "/vergelijken/", "/zo-werkt-zoeken/", "/voor-kandidaten/", "/toegankelijkheid/"],
)
def test_the_new_pages_fit_the_narrowest_screen(narrow: Page, address: str) -> None:
    narrow.goto(address)

    assert overflow(narrow) == 0


def test_another_language_keeps_the_comparison(desktop: Page) -> None:
    desktop.goto(SEARCH)
    for place in range(2):
        desktop.locator(".card").nth(place).get_by_label("Vergelijk").check()
    desktop.locator("#vergelijk").get_by_role("button", name="Vergelijk").click()
    desktop.get_by_role("button", name="EN", exact=True).click()

    expect(desktop.get_by_role("heading", level=1)).to_have_text("Compare candidates")
    expect(desktop.locator(".compare__who")).to_have_count(2)
