"""Every Dutch text is found and has its English, and an English page shows no Dutch."""

import ast
import gettext
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from django.core.management import call_command
from django.template import Template, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.test import Client
from jinja2 import Environment, nodes

from explorer.management.commands.translations import FOLDERS, KEYWORDS, collected, missing, stale
from tests.factories import make_membership, published

ROOT = Path(settings.BASE_DIR)
JINJA = ROOT / "templates" / "jinja"
PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"


def in_templates() -> Iterator[str]:
    """A second way of finding the texts: what Django's own parser makes of the templates."""
    engine = engines["django"].engine  # type: ignore[attr-defined] # of Django's own template backend
    for path in (ROOT / "templates").rglob("*.html"):
        if JINJA in path.parents:
            continue
        parsed = Template(path.read_text(encoding="utf-8"), engine=engine).nodelist
        for node in parsed.get_nodes_by_type(TranslateNode):
            assert isinstance(node, TranslateNode)
            if isinstance(said := node.filter_expression.var, str) or (said := said.literal):
                yield str(said).replace("%", "%%")
        for node in parsed.get_nodes_by_type(BlockTranslateNode):
            assert isinstance(node, BlockTranslateNode)
            for part in (node.singular, node.plural):
                yield node.render_token_list(part)[0]


def in_jinja_templates() -> Iterator[str]:
    """A second way again: calls in Jinja2's own syntax tree."""
    for path in JINJA.rglob("*.html"):
        for node in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(node.node, nodes.Name) and node.node.name in {"_", *KEYWORDS}:
                yield from (arg.value for arg in node.args[:2] if isinstance(arg, nodes.Const) and arg.value)


def in_code() -> Iterator[str]:
    """A second way again: calls in Python's own syntax tree, also those inside f-strings."""
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                    said = node.args[:2] if node.func.id == "ngettext" else node.args[:1]
                    yield from (str(arg.value) for arg in said if isinstance(arg, ast.Constant))


def test_collecting_finds_the_texts_that_a_second_way_finds() -> None:
    found = {
        text for message in collected() for text in ([message.id] if isinstance(message.id, str) else message.id)
    }

    assert found - {""} == {*in_templates(), *in_jinja_templates(), *in_code()} - {""}


def test_every_text_has_its_english_and_it_is_compiled() -> None:
    call_command("translations", check=True)


@pytest.mark.parametrize(
    ("text", "english", "problem"),
    [
        ("Pagina %(page)s", "Page %(page)s", ""),
        ("Pagina %(page)s", "", "no English"),
        ("Pagina %(page)s", "Page", "other placeholders"),
        ("Pagina %(page)s", "Page %(pages)s", "other placeholders"),
        (("%(n)d vraag", "%(n)d vragen"), ("one question", "%(n)d questions"), ""),
        (("%(n)d vraag", "%(n)d vragen"), ("%(n)d question", ""), "no English"),
        (("%(n)d vraag", "%(n)d vragen"), ("%(n)d question", "questions"), "other placeholders"),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(
    text: str | tuple[str, str], english: str | tuple[str, str], problem: str
) -> None:
    catalog = Catalog(locale="en")
    catalog.add(text, english)

    assert [said.startswith(problem) for said in missing(catalog)] == ([True] if problem else [])


def test_a_compiled_file_that_says_something_else_is_old(tmp_path: Path) -> None:
    catalog = Catalog(locale="en")
    catalog.add("Kandidaten", "Candidates")
    path = tmp_path / "django.mo"
    with path.open("wb") as file:
        write_mo(file, catalog)
    assert list(stale(catalog, path)) == []

    catalog["Kandidaten"].string = "People"

    assert list(stale(catalog, path)) == ["django.mo is old"]


def test_a_translation_of_a_text_that_is_gone_is_named(tmp_path: Path) -> None:
    catalog = Catalog(locale="en")
    catalog.add("Weg", "Gone")
    path = tmp_path / "django.mo"
    with path.open("wb") as file:
        write_mo(file, Catalog(locale="en"))
    catalog.update(Catalog(), no_fuzzy_matching=True)

    assert list(stale(catalog, path)) == ["no such text any more: 'Weg'"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/kandidaten/",
        "/kandidaten/?regio=4&urenPerWeekMinimaal=20&niveauNederlands=3&vaardigheid=ESCO-S6",
        "/kandidaten/?foo=1&regio=99&werkplek=Xyz",
        "/kandidaten/?pagina=9",
        "/privacy/",
        "/toegankelijkheid/",
        "/zo-werkt-zoeken/",
        "/voor-kandidaten/",
        "/kaart/?taaksoort=TS06",
        "/selectie/",
        "/vergelijken/?ref=D7K-4MPQ",
        "/inloggen/",
        "/zoekopdrachten/",
        "/zomaar/",
    ],
)
def test_an_english_page_shows_no_dutch(client: Client, address: str) -> None:
    published({"hours": "U28", "dutch": "3"}, {})
    client.force_login(make_membership().user)
    html = client.get(address, headers={"accept-language": "en"}).content.decode()
    shown = " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())

    assert [dutch for dutch in only_dutch() if re.search(rf"\b{re.escape(dutch)}\b", shown)] == []


def only_dutch() -> list[str]:
    """Texts that differ from their English, but for names: of the service point, and of "Regio Zwolle"."""
    with PO.with_suffix(".mo").open("rb") as file:
        english = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined] # there is no public way
    texts = {key if isinstance(key, str) else key[0]: text for key, text in english.items()}
    names = {settings.SERVICE_POINT_NAME, "Regio", ""}
    return [dutch for dutch, text in texts.items() if dutch not in (text, *names) and dutch[0].isalpha()]
