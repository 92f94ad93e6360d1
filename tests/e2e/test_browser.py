"""The site in a real browser: on a phone, by keyboard, without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.every_page import overflow, sign_in
from tests.e2e.town import CARDS

pytestmark = pytest.mark.browser
FORKLIFT = "Intern transport en heftruck rijden"


def test_on_a_phone_one_opens_the_filter_chooses_and_sees_what_was_chosen(phone: Page) -> None:
    phone.goto("/kandidaten/")
    choice = phone.get_by_role("checkbox", name=FORKLIFT)
    expect(choice).not_to_be_visible()

    phone.locator("summary", has_text="Filter").click()
    choice.check()
    phone.get_by_role("button", name="Toon kandidaten").click()

    expect(phone).to_have_url(re.compile(r"/kandidaten/\?.*taaksoort=TS06"))
    expect(phone).to_have_title(re.compile(f"Soort taken: {FORKLIFT}"))
    expect(phone.locator(".summary__number").first).to_have_text(str(CARDS // 3))
    expect(phone.locator("summary", has_text="Filter (1)")).to_be_visible()
    expect(phone.locator(".chip", has_text=FORKLIFT)).to_be_visible()
    phone.get_by_role("link", name=f"Haal weg: Soort taken: {FORKLIFT}").click()
    expect(phone.locator(".chip")).to_have_count(0)


def test_on_a_phone_the_menu_opens_without_script(phone: Page) -> None:
    phone.goto("/")
    privacy = phone.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Over privacy")
    expect(privacy).not_to_be_visible()

    phone.locator("summary", has_text="Menu").click()
    privacy.click()

    expect(phone).to_have_title(re.compile("Over privacy"))


def test_a_profile_and_saved_searches_fit_a_narrow_screen(narrow: Page) -> None:
    narrow.goto("/kandidaten/?rijbewijs=B")
    narrow.locator(".card__link").first.click()
    assert overflow(narrow) == 0

    sign_in(narrow, "werkgever")
    narrow.goto("/kandidaten/?taaksoort=TS06")
    narrow.locator("summary", has_text="Bewaar deze zoekopdracht").click()
    narrow.get_by_label("Geef de zoekopdracht een naam").fill("Eenheellangenaamzonderspaties" * 2)
    narrow.get_by_role("button", name="Bewaar", exact=True).click()
    expect(narrow.locator(".saved", has_text="Eenheellangenaam")).to_be_visible()
    assert overflow(narrow) == 0


def test_by_keyboard_the_first_stop_skips_to_the_content(desktop: Page) -> None:
    desktop.goto("/kandidaten/")
    desktop.keyboard.press("Tab")
    skip = desktop.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    desktop.keyboard.press("Enter")

    expect(desktop.locator("main")).to_be_focused()


def test_by_keyboard_one_reaches_the_filters_and_searches(desktop: Page) -> None:
    desktop.goto("/kandidaten/")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    choice = desktop.get_by_role("checkbox", name=FORKLIFT)
    for _ in range(60):
        desktop.keyboard.press("Tab")
        if choice.evaluate("element => element === document.activeElement"):
            break
    expect(choice).to_be_focused()

    desktop.keyboard.press("Space")
    desktop.keyboard.press("Enter")

    expect(desktop.locator(".chip", has_text=FORKLIFT)).to_be_visible()


def test_without_script_one_searches_opens_a_profile_and_saves(without_script: Page) -> None:
    page = without_script
    sign_in(page)
    page.goto("/")
    page.get_by_label("Welk werk?").fill(FORKLIFT)
    page.get_by_label("Hoeveel uur?").select_option(value="20")
    page.get_by_role("button", name="Toon kandidaten").click()
    expect(page.locator(".chip")).to_have_count(2)

    page.locator("summary", has_text="Bewaar deze zoekopdracht").click()
    page.get_by_label("Geef de zoekopdracht een naam").fill("Zonder script")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    page.get_by_role("link", name="Zonder script").click()
    expect(page.locator(".chip")).to_have_count(2)

    page.locator(".card__link").first.click()
    expect(page.get_by_role("heading", name="Deze kandidaat spreken?")).to_be_visible()
    page.get_by_role("link", name="Terug naar de kandidaten").click()
    expect(page.locator(".chip")).to_have_count(2)


def test_another_language_keeps_the_search(desktop: Page) -> None:
    desktop.goto("/kandidaten/?taaksoort=TS06")
    desktop.get_by_role("button", name="EN", exact=True).click()

    expect(desktop.get_by_role("heading", level=1)).to_have_text("Candidates")
    expect(desktop.locator(".chip")).to_have_count(1)


def test_browsing_to_the_last_page_and_back(desktop: Page) -> None:
    desktop.goto("/kandidaten/")
    desktop.get_by_role("link", name="Volgende").click()
    desktop.get_by_role("link", name="Volgende").click()
    expect(desktop.locator(".card")).to_have_count(CARDS - 40)
    expect(desktop.get_by_role("link", name="Volgende")).to_have_count(0)

    desktop.get_by_role("link", name="Vorige").click()
    expect(desktop.locator(".card")).to_have_count(20)


def test_going_back_restores_the_form_and_the_results_together(desktop: Page) -> None:
    desktop.goto("/kandidaten/")
    desktop.get_by_role("checkbox", name=FORKLIFT).check()
    desktop.get_by_role("button", name="Toon kandidaten").click()
    expect(desktop.locator(".chip")).to_have_count(1)
    desktop.get_by_role("checkbox", name=FORKLIFT).uncheck()  # and not sent

    desktop.locator(".card__link").first.click()
    expect(desktop.get_by_role("heading", name="Deze kandidaat spreken?")).to_be_visible()
    desktop.go_back()

    expect(desktop.get_by_role("checkbox", name=FORKLIFT)).to_be_checked()
    expect(desktop.locator(".summary__number").first).to_have_text(str(CARDS // 3))
    desktop.go_back()
    expect(desktop.locator(".chip")).to_have_count(0)
    expect(desktop.get_by_role("checkbox", name=FORKLIFT)).not_to_be_checked()
