"""Type-ahead in a real browser: by keyboard, by mouse, in a small window, and not there without script."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

BOX = "Zoek in uw eigen woorden"


def typed(page: Page, words: str) -> None:
    page.goto("/kandidaten/")
    page.get_by_label(BOX).press_sequentially(words)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_by_keyboard_one_chooses_an_option_and_searches(desktop: Page) -> None:
    typed(desktop, "schoonm")
    box = desktop.get_by_role("combobox", name=BOX)
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    chosen = desktop.get_by_role("option", selected=True)
    expect(chosen).to_have_text(re.compile("Schoonmaken"))
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Enter")

    desktop.wait_for_url(re.compile("taaksoort=TS07"))


def test_the_words_before_are_kept(desktop: Page) -> None:
    typed(desktop, "schoonmaker emm")

    desktop.get_by_role("option", name=re.compile("^Emmen")).first.click()

    desktop.wait_for_url(re.compile("taaksoort=TS07"))
    assert "werkplek=Emmen" in desktop.url


def test_escape_closes_the_list_and_keeps_the_text(desktop: Page) -> None:
    typed(desktop, "schoonm")
    box = desktop.get_by_role("combobox", name=BOX)

    box.press("Escape")

    expect(desktop.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("schoonm")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches_for_what_was_typed(desktop: Page) -> None:
    typed(desktop, "schoonmaken")

    desktop.get_by_label(BOX).press("Enter")

    desktop.wait_for_url(re.compile("taaksoort=TS07"))


def test_how_many_there_are_is_told_to_who_cannot_see_them(desktop: Page) -> None:
    typed(desktop, "schoonm")

    expect(desktop.get_by_role("status").filter(has_text="suggesties: kies met de pijltoetsen")).to_have_count(1)


def test_the_list_fits_the_narrowest_screen(narrow: Page) -> None:
    typed(narrow, "schoonm")

    assert narrow.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for option in narrow.get_by_role("option").all():
        size = option.bounding_box()
        assert size is not None
        assert size["height"] >= 24


def test_without_script_the_box_searches_as_ever(without_script: Page) -> None:
    without_script.goto("/kandidaten/")
    without_script.get_by_label(BOX).fill("schoonmaken")
    without_script.get_by_role("button", name="Zoek", exact=True).click()

    assert "taaksoort=TS07" in without_script.url
    expect(without_script.get_by_role("listbox")).to_have_count(0)
