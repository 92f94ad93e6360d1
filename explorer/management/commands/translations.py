"""`manage.py translations`: collects the Dutch texts, and checks that every one has its English."""

import io
import re
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

if TYPE_CHECKING:  # a development tool; not there in production
    from babel.messages import Catalog, Message

FOLDERS = ("explorer", "profiles", "sync")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


class Command(BaseCommand):
    help = "Updates locale/en from the code and templates and compiles it; --check only says what is missing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail on what is missing or old.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
        catalog = updated(path)
        problems = list(missing(catalog))
        if not options["check"]:
            write(catalog, path)
            self.stdout.write("\n".join([f"{len(catalog)} texts", *problems]))
        elif problems := problems + list(stale(catalog, path.with_suffix(".mo"))):
            raise CommandError("Translations: " + "; ".join(problems) + ". Run make messages and fill them in.")


def updated(path: Path) -> "Catalog":
    """The stored translations, with exactly the texts that the code has now; dropped ones are `obsolete`."""
    from babel.messages.pofile import read_po

    catalog = read_po(io.BytesIO(path.read_bytes()), locale="en")
    catalog.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def collected() -> "Catalog":
    """All texts in code and templates, with the files they stand in."""
    from babel.messages import Catalog
    from babel.messages.extract import extract

    found = Catalog()
    for path, language, source in sources():
        for line, message, comments, _context in extract(language, io.BytesIO(source), KEYWORDS):
            found.add(message, None, [(str(path), line)], auto_comments=comments)
    return found


def sources() -> Iterator[tuple[Path, str, bytes]]:
    """Python as it is, and templates as Django turns them into gettext calls between runs of X.

    Those runs are no Python, but they are names to Babel's reader of JavaScript, which looks for calls only.
    """
    root = Path(settings.BASE_DIR)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            yield path.relative_to(root), "python", path.read_bytes()
    for path in sorted((root / "templates").rglob("*.html")):
        yield path.relative_to(root), "javascript", templatize(path.read_text(encoding="utf-8")).encode()


def missing(catalog: "Catalog") -> Iterator[str]:
    """Texts without a translation, and translations with other placeholders."""
    for message in catalog:
        if message.id and not all(forms(message.string)):
            yield f"no English for {message.id!r:.70}"
        elif message.id and not has_placeholders(message):
            yield f"other placeholders in {message.id!r:.70}"


def stale(catalog: "Catalog", compiled: Path) -> Iterator[str]:
    """Translations of texts that are gone, and a compiled file that says something else."""
    from babel.messages.mofile import read_mo

    yield from (f"no such text any more: {message.id!r:.70}" for message in catalog.obsolete.values())
    served = read_mo(io.BytesIO(compiled.read_bytes())) if compiled.exists() else None
    if served is None or spoken(served) != spoken(catalog):
        yield f"{compiled.name} is old"


def write(catalog: "Catalog", path: Path) -> None:
    """Stores the texts with their translations, and compiles them."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import write_po

    with path.open("wb") as file:
        write_po(file, catalog, width=110, include_lineno=False, sort_output=True, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def spoken(catalog: "Catalog") -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every text that has a translation, with it."""
    return {forms(message.id): forms(message.string) for message in catalog if message.id and message.string}


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """A text; of one with a plural, both forms."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def has_placeholders(message: "Message") -> bool:
    """Whether the translation fills in what the text fills in; a singular may do without its number."""
    wanted = [set(PLACEHOLDER.findall(text)) for text in forms(message.id)]
    got = [set(PLACEHOLDER.findall(text)) for text in forms(message.string)]
    return got[-1] == wanted[-1] and all(one <= wanted[-1] for one in got)
