"""`manage.py translations`: collects the Dutch texts, and checks that every one has its English."""

import io
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

FOLDERS = ("explorer", "profiles", "sync")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


class Command(BaseCommand):
    help = "Updates locale/en from the code and templates and compiles it; --check only says what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail on a missing translation.")

    def handle(self, *args: Any, **options: Any) -> None:
        from babel.messages.pofile import read_po, write_po  # a development tool; not there in production

        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        catalog = read_po(io.BytesIO(path.read_bytes()), locale="en")
        catalog.update(_template(), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        problems = list(_problems(catalog))
        if options["check"]:
            problems += [] if path.with_suffix(".mo").read_bytes() == _compiled(catalog) else ["the .mo file is old"]
            if problems:
                raise CommandError("Translations: " + "; ".join(problems) + ". Run make messages and fill them in.")
            return
        with path.open("wb") as file:
            write_po(file, catalog, width=118, omit_header=False, include_lineno=False, sort_output=True)
        path.with_suffix(".mo").write_bytes(_compiled(catalog))
        self.stdout.write("\n".join([f"{len(catalog)} texts", *problems]))


def _template() -> Any:
    """All texts in code and templates, with the files they stand in."""
    from babel.messages import Catalog
    from babel.messages.extract import extract

    found = Catalog(charset="utf-8")
    for path, source in _sources():
        for line, message, comments, context in extract("python", io.BytesIO(source), KEYWORDS):
            name = str(path.relative_to(settings.BASE_DIR))
            found.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return found


def _sources() -> Iterator[tuple[Path, bytes]]:
    """Python files as they are; templates as Django itself turns them into something with gettext calls."""
    root = Path(settings.BASE_DIR)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            yield path, path.read_bytes()
    for path in sorted((root / "templates").rglob("*.html")):
        yield path, _separated(templatize(path.read_text(encoding="utf-8"), origin=str(path))).encode()


def _separated(pseudo_code: str) -> str:
    """Django's output holds calls between runs of X and B; as Python, each call stands on a line of its own."""
    calls = re.findall(
        r"n?p?gettext\((?:[^()\"']|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')*\)|_\((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')\)",
        pseudo_code,
    )
    return "\n".join(calls) + "\n"


def _problems(catalog: Any) -> Iterator[str]:
    """Texts without a translation, and translations that lost a placeholder."""
    for message in catalog:
        texts = [message.string or ""] if isinstance(message.id, str) else list(message.string or [""])
        if message.id and (message.fuzzy or not all(texts)):
            yield f"no English for {str(message.id)[:60]!r}"
        elif message.id and any(_names(text) - _names(message.id) for text in texts):
            yield f"other placeholders in {str(message.id)[:60]!r}"


def _names(text: str | tuple[str, ...] | list[str]) -> set[str]:
    return {name for part in ([text] if isinstance(text, str) else text) for name in PLACEHOLDER.findall(part)}


def _compiled(catalog: Any) -> bytes:
    from babel.messages.mofile import write_mo

    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()
