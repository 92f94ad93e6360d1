"""From a saved search to a job, in real browsers: the alert by mail, the contact request, and every step of it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ROOT, own_environment, running
from tests.e2e.every_page import overflow, sign_in
from tests.e2e.following_town import HERE
from tests.mail_server import MailServer, mail_server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
KEY = r"[0-9a-f]{8}-[0-9a-f-]{27}"
CODE = re.compile(r"[0-9A-Z]{3}-[0-9A-Z]{4}")


@dataclass
class Town:
    """A site with people of its own, whose mail goes to a real server, and whose workers work when told to."""

    address: str
    environment: dict[str, str]
    mail: MailServer

    def work(self, what: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "tests.e2e.following_town", what], cwd=ROOT, env=self.environment, check=True
        )

    def last_link(self) -> str:
        """The first link of the last mail."""
        found = re.search(r"http://\S+", self.mail.taken[-1].get_content())
        assert found, self.mail.taken[-1].get_content()
        return found[0]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with mail_server() as server:
        environment = own_environment(tmp_path) | {"EMAIL_URL": server.url}
        with running(environment, "tests.e2e.following_town", "start") as address:
            yield Town(address, environment, server)


def member(browser: Browser, town: Town, name: str, size: dict[str, int]) -> Page:
    """Somebody who is signed in, in a browser of their own."""
    page = browser.new_context(base_url=town.address, locale="nl-NL", viewport=size).new_page()  # type: ignore[arg-type] # a size
    sign_in(page, name)
    return page


def save_for_a_client(page: Page, town: Town) -> None:
    page.goto("/kandidaten/?taaksoort=TS06")
    page.locator("summary", has_text="Bewaar deze zoekopdracht").click()
    page.get_by_label("Geef de zoekopdracht een naam").fill("Logistiek")
    page.locator(".save__form").get_by_role("button", name="Bewaar").click()
    page.goto("/zoekopdrachten/")
    page.get_by_role("link", name="Aanpassen").click()
    page.get_by_label("Voor welke opdrachtgever").select_option(label="Kwekerij Groen")
    page.get_by_label("Elke dag").check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("heading", name="Voor Kwekerij Groen")).to_be_visible()
    town.work("follow")
    page.goto(town.last_link())
    page.get_by_role("button", name="Ja, stuur mij berichten").click()


def ask_about_the_new(page: Page, town: Town) -> str:
    """From the alert to a contact request about one of the new people; the address of its page."""
    alert = town.mail.taken[-1].get_content()
    assert "Logistiek: 5 nieuw" in alert
    assert not CODE.search(re.sub(KEY, "", alert))
    page.goto(town.last_link())
    expect(page.locator(".changes__counts li").first).to_contain_text("5 nieuw")
    page.locator(".card__title a").first.click()
    page.get_by_role("link", name="Vraag contact").click()
    page.get_by_label("Voor welk werk?").fill("Orderpicker")
    page.get_by_role("button", name="Verstuur").dblclick()  # once, however often it is pressed
    expect(page.get_by_role("heading", name="Orderpicker")).to_be_visible()
    return page.url


def test_from_a_saved_search_to_a_job(browser: Browser, town: Town) -> None:
    asker = member(browser, town, "bemiddelaar", {"width": 1280, "height": 900})
    save_for_a_client(asker, town)
    town.work("release")
    town.work("tell")
    request = ask_about_the_new(asker, town)
    town.work("follow")

    adviser = member(browser, town, "adviseur", PHONE)
    adviser.goto("/contactverzoeken/wachtrij/")
    assert overflow(adviser) == 0
    expect(adviser.locator(".asking__row")).to_have_count(1)
    adviser.locator(".asking__row").click()
    adviser.get_by_role("button", name="Toon het nummer in Sonar").click()
    expect(adviser.locator(".task__person .ref")).to_have_text(re.compile(r"WZ(8|9|1[0-2])"))
    for button, state, told in (
        ("Pak op", "opgepakt", "Een adviseur is ermee bezig."),
        ("Kandidaat is gevraagd", "wacht op de kandidaat", "Aan de kandidaat gevraagd."),
        ("Kandidaat wilde, en zij maakten kennis", "kennisgemaakt", "U hebt kennisgemaakt."),
    ):
        adviser.get_by_role("button", name=button).click()
        expect(adviser.locator(".task__head")).to_contain_text(f"· {state}")
        assert overflow(adviser) == 0
        asker.goto(request)
        expect(asker.locator(".contact-state")).to_contain_text(told)
    adviser.get_by_label("Aangenomen.", exact=True).check()
    adviser.get_by_role("button", name="Sluit af").click()
    expect(adviser.locator(".task__head")).to_contain_text("Aangenomen.")
    asker.goto(request)
    expect(asker.locator(".contact-state")).to_contain_text("Aangenomen.")

    town.work("tell")
    assert town.last_link() == request
    assert "Drenthe" not in asker.content()


def test_somebody_who_leaves_is_gone_everywhere_without_a_reason(browser: Browser, town: Town) -> None:
    asker = member(browser, town, "werkgever", PHONE)
    asker.goto("/kandidaten/?taaksoort=TS06")
    for place in range(HERE):
        asker.locator(".card").nth(place).get_by_role("button", name="Bewaar").click()
        expect(asker.locator(".card").nth(place).get_by_role("link", name="Op uw selectie")).to_be_visible()
    asker.goto("/selectie/")
    asker.get_by_role("link", name="Vraag contact").click()
    asker.get_by_label("Voor welk werk?").fill("Orderpicker")
    asker.get_by_role("button", name="Verstuur").click()
    request = asker.url
    town.work("follow")

    town.work("withdraw")

    asker.goto("/selectie/")
    expect(asker.locator(".kept", has=asker.locator(".card__title a"))).to_have_count(HERE - 1)
    expect(asker.get_by_text("De reden kunnen wij niet geven.")).to_be_visible()
    asker.goto(request)
    gone = asker.locator(".contact-state", has_text="Deze kandidaat is nu niet beschikbaar.")
    expect(gone).to_have_count(1)
    assert asker.request.get(f"/kandidaten/{gone.locator('.ref').inner_text()}/").status == 404
    adviser = member(browser, town, "adviseur", PHONE)
    adviser.goto("/contactverzoeken/wachtrij/")
    expect(adviser.locator(".asking__row")).to_have_count(HERE - 1)
