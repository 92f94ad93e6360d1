"""On a small phone, within twelve taps: from nothing to a first kept profile, and to three people asked for."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import ROOT
from tests.e2e.every_page import overflow

pytestmark = pytest.mark.browser
MOST_TAPS, MOST_SECONDS = 12, 60
SEND = "import django; django.setup(); from explorer.tasks import send_mail; send_mail()"
FILLED_IN = {
    "Uw naam": "Jan Jansen",
    "Organisatie": "Bakkerij Jansen",
    "KvK-nummer": "12345678",
    "E-mailadres van uw werk": "jan@bakkerij.example",
    "Kies een wachtwoord": "zeven groene laarzen",
}


@dataclass
class Finger:
    """Counts its taps: every field that is entered is one."""

    page: Page
    taps: int = 0

    def tap(self, what: Locator) -> None:
        what.wait_for()
        assert overflow(self.page) == 0
        what.tap()
        self.taps += 1

    def link(self, name: str) -> None:
        self.tap(self.page.locator("main").get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.tap(self.page.locator("main").get_by_role("button", name=name).first)

    def fill(self, label: str, text: str) -> None:
        self.tap(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)


def test_a_first_profile_is_kept_within_twelve_taps_and_a_minute(
    small_phone: Page, environment: dict[str, str], tmp_path: Path
) -> None:
    started, finger = time.monotonic(), Finger(small_phone)
    small_phone.goto("/kandidaten/?taaksoort=TS06")
    finger.link("Log in om deze zoekopdracht te bewaren")
    finger.link("Maak een account")
    for label, text in FILLED_IN.items():
        finger.fill(label, text)
    finger.button("Maak een account")
    subprocess.run([sys.executable, "-c", SEND], cwd=ROOT, env=environment, check=True)  # what the mail worker does
    finger.link("Naar de post")
    finger.tap(small_phone.locator("a[href*='/aanmelden/bevestigen/']").first)
    finger.button("Bevestig mijn account")
    expect(small_phone).to_have_url("/kandidaten/?taaksoort=TS06")
    finger.button("Bewaar")

    expect(small_phone.get_by_text("Op uw selectie").first).to_be_visible()
    assert finger.taps <= MOST_TAPS, finger.taps
    assert time.monotonic() - started < MOST_SECONDS
    print(f"{finger.taps} taps, {time.monotonic() - started:.1f} s, to the first kept profile")  # noqa: T201


def test_three_people_near_emmen_are_asked_for_within_twelve_taps(small_phone: Page) -> None:
    finger, main = Finger(small_phone), small_phone.locator("main")
    small_phone.goto("/")
    finger.fill("Welk werk?", "heftruck")
    finger.fill("Waar?", "Emmen")
    finger.tap(main.get_by_label("Hoeveel uur?"))
    main.get_by_label("Hoeveel uur?").select_option(label="minimaal 24 uur per week")
    finger.button("Toon kandidaten")
    for place in range(3):
        card = small_phone.locator(".card").nth(place)
        finger.tap(card.get_by_role("button", name="Bewaar"))
        expect(card.get_by_role("link", name="Op uw selectie")).to_be_visible()
    finger.tap(small_phone.locator(".card").nth(2).get_by_role("link", name="Op uw selectie"))
    finger.link("Vraag contact")
    finger.fill("Uw bedrijf of organisatie", "Bakkerij Jansen")
    finger.fill("Uw e-mailadres", "jan@bakkerij.example")
    finger.button("Verstuur")

    expect(main).to_contain_text("jan@bakkerij.example")
    assert finger.taps <= MOST_TAPS, finger.taps


def test_a_mistake_on_the_phone_is_explained_at_its_field(small_phone: Page) -> None:
    small_phone.goto("/aanmelden/")
    for label, text in {**FILLED_IN, "KvK-nummer": "1234"}.items():
        small_phone.get_by_label(label, exact=True).fill(text)
    small_phone.locator("main").get_by_role("button", name="Maak een account").tap()

    field = small_phone.get_by_label("KvK-nummer", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("Een KvK-nummer heeft acht cijfers"))
    expect(small_phone.get_by_label("Organisatie", exact=True)).to_have_value("Bakkerij Jansen")
    assert overflow(small_phone) == 0
