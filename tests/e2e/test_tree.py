"""What a screen reader is told of a page: its landmarks, headings, names and states, in order."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.every_page import REF, Shown, open_page

pytestmark = pytest.mark.browser

FRAME = """
- link "Naar de inhoud"
- banner:
  - link "Kandidatenverkenner"
  - navigation "Hoofdmenu":
    - list:
      - listitem:
        - link "Kandidaten"
  - form "Taal van de website":
    - button "NL"
    - button "EN"
  - link "Inloggen"
- main:
  - heading [level=1]
- contentinfo:
  - navigation "Over deze website"
"""
SEARCH = """
- main:
  - heading "Kandidaten" [level=1]
  - search:
    - combobox "Zoek in uw eigen woorden"
    - button "Zoek"
  - list "Snel kiezen":
    - listitem:
      - link "Direct beschikbaar 0"
  - form "Filters":
    - heading "Filters" [level=2]
    - group:
      - group "Soort taken":
        - checkbox /Intern transport en heftruck rijden \\d+/ [checked]
        - paragraph: /Niet ingevuld of niet precies bekend \\d+/
    - group:
      - group "Uren per week":
        - radio /Minimaal 20 uur per week \\d+/ [checked]
    - button "Toon kandidaten"
  - region "Gekozen filters":
    - list:
      - listitem:
        - 'link "Haal weg: Rijbewijs: Rijbewijs B"'
  - region "Uitkomst":
    - status:
      - text: voldoen aan alles
      - text: /misschien/
    - heading "Meer kandidaten?" [level=3]
  - region /Voldoet misschien/:
    - heading /Voldoet misschien/ [level=2]
    - list:
      - listitem:
        - article /Intern transport/:
          - heading /Intern transport/ [level=3]
          - term: Opleiding
          - definition: niet bekend
"""
PROFILE = """
- main:
  - article:
    - link "Terug naar de kandidaten"
    - heading [level=1]
    - region "Wat is bekend":
      - heading "Wat is bekend" [level=2]
      - term: Opleiding
      - definition
"""


def looked_at(page: Page, name: str, address: str) -> Page:
    open_page(page, Shown(name, address))
    return page


def test_every_page_has_its_landmarks_in_order(desktop: Page) -> None:
    expect(looked_at(desktop, "home", "/").locator("body")).to_match_aria_snapshot(FRAME)


def test_a_search_tells_what_is_chosen_and_what_came_of_it(desktop: Page) -> None:
    asked = "taaksoort=TS06&urenPerWeekMinimaal=20&rijbewijs=B"
    expect(looked_at(desktop, "search", f"/kandidaten/?{asked}").locator("body")).to_match_aria_snapshot(SEARCH)


def test_a_profile_tells_each_fact_with_its_name(desktop: Page) -> None:
    expect(looked_at(desktop, "profile", f"/kandidaten/{REF}/").locator("body")).to_match_aria_snapshot(PROFILE)
