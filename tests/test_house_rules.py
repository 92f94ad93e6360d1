"""The documents keep up with the code: settings, commands, addresses, terms, links and the names they mention."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from explorer.filters import KEYS, SearchForm
from explorer.secrets import IN_FILES

ROOT = Path(__file__).parents[1]
APPS = ("explorer", "profiles", "sync")
READ_SETTING = re.compile(r"""\benv\.\w+\(\s*["']([A-Z][A-Z0-9_]*)["']""")
OPTION = re.compile(r"""add_argument\(\s*["'](--[a-z-]+)["']""")
ADDRESS = re.compile(r"""\bpath\(\s*["']([^"'/]*)""")
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE_NAME = re.compile(r"`((?:explorer|profiles|sync|templates|tests)/[\w/.-]*)(?::(\w+))?`")
COMMANDS = sorted(path for app in APPS for path in (ROOT / app / "management" / "commands").glob("[!_]*.py"))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LONGEST_DECISION = 40


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def markdown() -> Iterator[Path]:
    """Every Markdown file of the repository that is written here."""
    yield from ROOT.glob("*.md")
    for folder in (*APPS, "docs", "tests", "deploy"):
        yield from (path for path in (ROOT / folder).rglob("*.md") if "vendor" not in path.parts)


def settings_read() -> set[str]:
    return {*READ_SETTING.findall(text("explorer/settings.py")), *IN_FILES}


def section(command: str) -> str:
    """What docs/commands.md says under the heading of a command; empty if it has none."""
    parts = re.split(r"^## ", text("docs/commands.md"), flags=re.MULTILINE)
    return next((part for part in parts if part.splitlines()[0] == command), "")


def mentioned() -> set[tuple[str, str]]:
    """Files of the three apps that the documents name, with a name inside each ("" = the file as a whole)."""
    return {found for path in markdown() for found in CODE_NAME.findall(path.read_text(encoding="utf-8"))}


def test_the_settings_that_are_read_are_found_at_all() -> None:
    assert {"DEBUG", "DATABASE_URL", "ALLOWED_HOSTS", "BEHIND_PROXY", "SECRET_KEY"} <= settings_read()


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_every_setting_is_explained(name: str) -> None:
    assert f"| `{name}` |" in text("docs/settings.md")


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_every_command_and_option_is_explained(path: Path) -> None:
    explained = section(path.stem)

    assert explained
    assert [option for option in OPTION.findall(path.read_text(encoding="utf-8")) if option not in explained] == []


@pytest.mark.parametrize("path", sorted(markdown()), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_and_picture_leads_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if not link.startswith(("http:", "https:", "mailto:", "#"))]

    assert [link for link in local if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("term", [*KEYS, *SearchForm.base_fields])
def test_every_search_parameter_has_its_english_word(term: str) -> None:
    assert f"| `{term}` |" in text("docs/glossary.md")


def test_every_address_is_in_the_documents() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    first_parts = set(ADDRESS.findall(text("explorer/urls.py")))

    assert "kandidaten" in first_parts
    assert [part for part in sorted(first_parts) if f"`/{part}" not in written] == []


def test_every_name_of_code_in_the_documents_exists() -> None:
    assert ("sync/run.py", "carry_out") in mentioned()
    assert [
        (path, name)
        for path, name in sorted(mentioned())
        if not (ROOT / path).exists() or (name and not re.search(rf"\b{name}\b", text(path)))
    ] == []


def places() -> Iterator[str]:
    """Every module and package right below an app, as docs/architecture.md names it."""
    for app in APPS:
        yield from (f"{app}/{path.name}" for path in (ROOT / app).glob("[!_]*.py"))
        packages = (path.parent.name for path in (ROOT / app).glob("*/__init__.py"))
        yield from (f"{app}/{name}/" for name in packages if name not in ("management", "migrations"))


def test_every_module_and_package_has_one_place_in_the_map() -> None:
    whole = text("docs/architecture.md").partition("## Where everything lives\n")[2]
    named = Counter(re.findall(r"`([\w/.]+)`", whole.partition("\n## ")[0]))

    assert {"sync/run.py", "explorer/search/"} <= set(places())
    assert [place for place in sorted(places()) if named[place] != 1] == []


@pytest.mark.parametrize("app", APPS)
def test_what_every_table_holds_is_in_the_page_about_privacy(app: str) -> None:
    page = text("docs/privacy.md").partition("## What a card shows")[0]
    models = [model.__name__ for model in apps.get_app_config(app).get_models()]

    assert models
    assert [name for name in models if not re.search(rf"`(?:{app}\.)?{name}`", page)] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_is_short_and_tells_why(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert len(lines) < LONGEST_DECISION
    assert lines[0].startswith(f"# {path.stem[:4]} ")
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequence"]


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.stem[:4] for path in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


def test_no_two_test_modules_share_a_name() -> None:
    """Their folders are no packages, so pytest would refuse to collect the second one."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))

    assert [name for name, number in names.items() if number > 1] == []
