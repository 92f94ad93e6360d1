"""Real processes: with PROCESS=web the pages of staff and advisers do not exist, with PROCESS=staff they do."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from nacl.public import PrivateKey

from explorer.access import Action
from explorer.management.commands.create_demo_users import PASSWORD
from tests.access.table import SITE
from tests.access.test_matrix import Route, routes
from tests.journeys.site import ROOT, Site

ADVISERS = (Action.HANDLE_CONTACT, Action.HELP_CANDIDATES, Action.LOOK_UP)
OPEN = (
    "/privacy/",
    "/inloggen/",
    "/wachtwoord/vergeten/",
    "/transparantie/",
    "/healthz",
    "/static/explorer/site.css",
)
WALK = (
    "/kandidaten/",
    "/selectie/",
    "/zoekopdrachten/",
    "/contactverzoeken/",
    "/account/",
    "/privacy/",
    "/transparantie/",
)
LOCAL = re.compile(r'(?:href|action)="(/[^"#?]*)')
SET_UP = """
from django.core.management import call_command
from tests.factories import published
for name in ("migrate", "load_reference_data", "create_demo_users"):
    call_command(name, verbosity=0)
published({"hours": "U28"}, {})
"""


@dataclass
class Half(Site):
    """One web process of this kind, on data that both share: cards, and the people of the demo."""

    process: str = "web"
    data: str = ""
    browsers: list[httpx.Client] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        own = {"PROCESS": self.process, "DATA_DIR": self.data, "SEARCH_ENGINE": "orm", "HASHED_STATIC": "0"}
        if self.process == "web":
            own["PSEUDONYM_KEY"] = ""  # no page of the public site needs it
        return {**super().environment, **own}

    def serve(self) -> None:
        """Starts it; returns when it answers."""
        address = f"127.0.0.1:{self.ports['web']}"
        self.start("web", "gunicorn", "explorer.wsgi", "--config", "python:explorer.server", "--bind", address)
        self.wait_until(self.is_ready)

    def visitor(self) -> httpx.Client:
        """As of every site; it is closed with the site."""
        self.browsers.append(super().visitor())
        return self.browsers[-1]

    def tear_down(self) -> None:
        """The browsers last: a server that is told to stop while many connections close may wait for itself."""
        try:
            super().tear_down()
        finally:
            for browser in self.browsers:
                browser.close()

    def signed_in(self, name: str) -> httpx.Client:
        """A browser of somebody of the demo."""
        browser = self.visitor()
        browser.get("/inloggen/")
        form = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": browser.cookies["csrftoken"]}
        assert browser.post("/inloggen/", data=form).status_code == 302
        return browser


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with a database that is set up, as PROCESS=all does it."""
    site = Half(tmp_path_factory.mktemp("both") / "site", process="all")
    site.data = str(site.folder / "data")
    site.manage("shell", "--verbosity", "0", "-c", SET_UP)
    return site.data


@pytest.fixture(scope="module", params=["web", "staff"])
def half(request: pytest.FixtureRequest, data: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Half]:
    made = Half(tmp_path_factory.mktemp("half") / "site", process=request.param, data=data)
    try:
        made.serve()
        yield made
    finally:
        made.tear_down()


def test_pages_of_staff_and_advisers_are_there_for_nobody_or_for_everybody_who_may(half: Half) -> None:
    pages = [route.address({}) for route in routes() if _is_of_staff(route)]
    people = [half.visitor(), half.signed_in("adviseur")] if half.process == "web" else [half.visitor()]

    found = {
        (who.request(how, page).status_code == 404) for who in people for page in pages for how in ("GET", "POST")
    }

    assert len(pages) > 60
    assert found == {half.process == "web"}


def test_what_everybody_needs_is_there_in_both(half: Half) -> None:
    visitor = half.visitor()

    assert [page for page in OPEN if visitor.get(page).status_code != 200] == []
    assert visitor.get("/kandidaten/").status_code == (200 if half.process == "web" else 302)


@pytest.mark.parametrize("name", ["adviseur", "uwv"])
def test_no_page_links_to_what_is_not_there(half: Half, name: str) -> None:
    browser = half.signed_in(name)
    texts = [browser.get(page, follow_redirects=True).text for page in ("/", *WALK)]
    texts += [browser.get(re.findall(r'href="(/kandidaten/[2-9A-Z]{3}-[2-9A-Z]{4}/)', "".join(texts))[0]).text]

    links = {link for text in texts for link in LOCAL.findall(text)}

    assert [link for link in sorted(links) if browser.get(link).status_code == 404] == []
    assert any(link.startswith("/admin/") for link in links) == (half.process == "staff" and name == "uwv")
    assert ("/contactverzoeken/wachtrij/" in links) == (half.process == "staff" and name == "adviseur")


def test_the_home_of_staff_leads_everybody_to_where_they_work(half: Half) -> None:
    ways = {"adviseur": "/contactverzoeken/wachtrij/", "uwv": "/admin/", "werkgever": "/kandidaten/"}
    led = {name: half.signed_in(name).get("/").headers.get("Location", "") for name in ways}

    assert led == (ways if half.process == "staff" else dict.fromkeys(ways, ""))
    if half.process == "staff":
        assert half.visitor().get("/").headers["Location"] == "/inloggen/?next=/"
        assert "noindex" in half.visitor().get("/privacy/").headers["X-Robots-Tag"]


def test_any_other_kind_of_process_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path, PROCESS="public").startswith("PROCESS must be all, web ")


def test_the_public_process_is_refused_with_the_key_that_opens_links(tmp_path: Path) -> None:
    key = PrivateKey.generate()
    (tmp_path / "key").write_text(bytes(key).hex())
    public = bytes(key.public_key).hex()

    for own in ({"LINK_PRIVATE_KEY": bytes(key).hex()}, {"LINK_PRIVATE_KEY_FILE": str(tmp_path / "key")}):
        said = _refusal(tmp_path, PROCESS="web", LINK_PUBLIC_KEY=public, **own)
        assert said.startswith("LINK_PRIVATE_KEY must not be set with PROCESS=web")


def _refusal(folder: Path, **given: str) -> str:
    """The one line with which the site does not start."""
    environment = {"PATH": os.environ["PATH"], "DEBUG": "1", "DATA_DIR": str(folder), **given}
    check = [sys.executable, "manage.py", "check"]
    done = subprocess.run(check, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    return line


def _is_of_staff(route: Route) -> bool:
    """By the table of the access tests, not by the code that decides."""
    if route.namespace == "admin" or route.name == "admin_sign_in":
        return True
    return route.name in SITE and SITE[route.name].needs in ADVISERS
