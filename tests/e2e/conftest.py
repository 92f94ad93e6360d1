"""A site in a process and with a database of its own, and a Chromium that looks at it; no test touches Django."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from explorer.bench.running import free_ports

ROOT = Path(__file__).parents[2]
PATIENCE = 30  # seconds
REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What the browser says of a page that is meant to be a 400 or 404."""
MISSING = (
    "The browser tests need a Chromium. Install the package chromium (Debian: apt-get install chromium), "
    "or say where one is: CHROMIUM=/path/to/chromium make test"
)


def chromium() -> str | None:
    """Where a Chromium is: what CHROMIUM says, else the first one on the path."""
    named = os.environ.get("CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return named or next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each module: while Playwright runs, its event loop keeps Django's database calls out of the thread."""
    executable = chromium()
    if executable is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


def own_environment(folder: Path) -> dict[str, str]:
    """In which a site runs: a folder, a database and a port of its own."""
    [port] = free_ports(1)
    own = {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "DEBUG": "1", "PORT": str(port)}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "explorer.settings"}


@contextmanager
def running(environment: dict[str, str], *town: str) -> Iterator[str]:
    """The address of a site that runs until the block ends, after a module has filled its database."""
    folder, port = Path(environment["DATA_DIR"]), int(environment["PORT"])
    (folder / "static").mkdir()
    subprocess.run([sys.executable, "-m", *town], cwd=ROOT, env=environment, check=True)
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "explorer.wsgi",
        "--config",
        "python:explorer.server",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
    ]
    with (
        (folder / "web.log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as server,
    ):
        _wait_for(port, server, folder / "web.log")
        yield f"http://127.0.0.1:{port}"
        server.terminate()


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """That of the site that the tests share."""
    return own_environment(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site(environment: dict[str, str]) -> Iterator[str]:
    """The address of a running site with published cards."""
    with running(environment, "tests.e2e.town") as address:
        yield address


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    yield from _page(browser.new_context(base_url=site, locale="nl-NL", viewport={"width": 390, "height": 844}))


@pytest.fixture
def small_phone(browser: Browser, site: str) -> Iterator[Page]:
    """The narrowest phone that is still sold: everything has to be done on it."""
    yield from _page(
        browser.new_context(
            base_url=site, locale="nl-NL", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
        )
    )


@pytest.fixture
def narrow(browser: Browser, site: str) -> Iterator[Page]:
    """The narrowest screen that the site must fit: 320 pixels, or 1280 enlarged four times (WCAG 1.4.10)."""
    yield from _page(browser.new_context(base_url=site, locale="nl-NL", viewport={"width": 320, "height": 600}))


@pytest.fixture
def desktop(browser: Browser, site: str) -> Iterator[Page]:
    yield from _page(browser.new_context(base_url=site, locale="nl-NL", viewport={"width": 1280, "height": 900}))


@pytest.fixture
def without_script(browser: Browser, site: str) -> Iterator[Page]:
    """A desktop browser that runs no JavaScript."""
    yield from _page(
        browser.new_context(
            base_url=site, locale="nl-NL", viewport={"width": 1280, "height": 900}, java_script_enabled=False
        )
    )


def _page(context: BrowserContext) -> Iterator[Page]:
    """A page whose errors, refusals of the content security policy included, fail the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert [error for error in errors if not error.startswith(REFUSED)] == []


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    server.kill()
    raise RuntimeError(f"The site did not start:\n{log.read_text()}")
