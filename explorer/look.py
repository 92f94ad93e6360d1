"""The one style sheet of the website: our sheets and the vendored ones in order, with the colour of the service."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, overload

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

STATIC = Path(__file__).parent / "static"
NAME = "explorer/look.css"
SHEETS = (
    "vendor/tokens.css",
    "vendor/components.css",
    "explorer/theme.css",
    "explorer/site.css",
    "explorer/frame.css",
    "explorer/pages.css",
    "explorer/search.css",
    "explorer/filters.css",
    "explorer/candidates.css",
    "explorer/kept.css",
    "explorer/api.css",
    "explorer/accounts.css",
    "explorer/figures.css",
    "explorer/map.css",
    "explorer/explain.css",
    "explorer/contact.css",
    "explorer/print.css",
)
"""In the order of the cascade; a sheet for a new page goes before the one for paper."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STEPS = {50: 95, 100: 89, 200: 76, 300: 45, 400: 20, 500: 0, 600: 0, 700: 0}
"""How much white is in each step of the palette, in percent; the darkest steps have black instead."""
DARKER = {600: 25, 700: 50}
LEAST_CONTRAST = 4.5
"""White letters on the colour must be legible (WCAG 2.2, 1.4.3)."""


class ColourError(ImproperlyConfigured):
    """The colour of the service cannot be used; the message says why."""


class LookFinder(BaseFinder):
    """Lets staticfiles find the one sheet, joined anew whenever a part has changed."""

    @overload
    def find(self, path: str, find_all: Literal[False] = ...) -> str | None: ...
    @overload
    def find(self, path: str, find_all: Literal[True]) -> list[str]: ...
    def find(self, path: str, find_all: bool = False) -> str | list[str] | None:  # noqa: FBT001, FBT002 - Django's
        found = [str(write(Path(settings.DATA_DIR)))] if path == NAME else []
        return found[0] if found and not find_all else found

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        folder = Path(settings.DATA_DIR)
        write(folder)
        yield NAME, FileSystemStorage(location=folder / "look")


def write(folder: Path) -> Path:
    """Stores the sheet in a folder of its own, if it is not there yet as it should be."""
    path, content = folder / "look" / NAME, joined(settings.SERVICE_COLOUR)
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return path


def joined(colour: str) -> str:
    """All sheets as one, without the comments that only developers read; what is said of licences stays.

    Raises:
        ColourError: see there.
    """
    parts = [(STATIC / name).read_text(encoding="utf-8") for name in SHEETS]
    return COMMENT.sub(_licence_only, "\n".join(parts)) + (palette(colour) if colour else "")


def palette(colour: str) -> str:
    """The theme's own colour in eight steps, light and dark, instead of that of the voorbeeld theme.

    Raises:
        ColourError: it is not written as #rrggbb, or white letters on it would not be legible.
    """
    if not re.fullmatch(r"#[0-9a-f]{6}", colour, re.IGNORECASE):
        raise ColourError(f"SERVICE_COLOUR must be written as #rrggbb, not {colour[:20]}.")
    if (found := contrast_with_white(colour)) < LEAST_CONTRAST:
        raise ColourError(f"SERVICE_COLOUR {colour} is too light: white on it has contrast {found:.1f}, not 4.5.")
    light = {step: _mixed(colour, "black", DARKER[step]) for step in DARKER}
    light |= {step: _mixed(colour, "white", share) for step, share in STEPS.items() if step not in DARKER}
    dark = {50: ("#0d1526", 85), 100: ("#0d1526", 78), 200: ("#0d1526", 62), 300: ("#0d1526", 20)}
    dark |= {400: ("white", 50), 500: ("white", 62), 600: ("white", 75), 700: ("white", 90)}
    turned = {step: _mixed(colour, *mixed) for step, mixed in dark.items()}
    return f"{_rule(light)}@media screen and (prefers-color-scheme: dark) {{\n{_rule(turned)}}}\n"


def check_colour() -> None:
    """Refuses a colour of the service that nobody could read white letters on.

    Raises:
        ColourError: see there.
    """
    if settings.SERVICE_COLOUR:
        palette(settings.SERVICE_COLOUR)


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of a colour `#rrggbb` with white, 1 to 21, as WCAG 2.2 defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


def _licence_only(comment: re.Match[str]) -> str:
    return comment[0] if re.search("licen[cs]e|copyright|EUPL|OFL", comment[0], re.IGNORECASE) else ""


def _mixed(colour: str, other: str, share: int) -> str:
    return f"color-mix(in oklab, {colour}, {other} {share}%)" if share else colour


def _rule(steps: dict[int, str]) -> str:
    lines = "".join(f"  --voorbeeld-kleuren-violet-{step}: {value};\n" for step, value in sorted(steps.items()))
    return f".voorbeeld-theme {{\n{lines}}}\n"
