"""Renews the style sheets and the font in static/vendor/ from the npm packages in static/vendor.json."""

import base64
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

STATIC = Path(__file__).resolve().parents[2] / "static"
TOKEN = re.compile(r"^\s*(--[\w-]+):")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


@dataclass(frozen=True)
class Package:
    """One npm package.

    `files` maps a path inside it to a file in static/vendor/, where equal targets are joined. `tokens` are
    the beginnings of the design tokens to keep; empty keeps every line.
    """

    name: str
    version: str
    integrity: str
    licence: str
    files: dict[str, str]
    tokens: list[str] = field(default_factory=list)


class Command(BaseCommand):
    """`manage.py vendor`: needs npm, and only to renew; the result is committed."""

    help = "Renews static/vendor/ from the npm packages in static/vendor.json."

    def handle(self, *args: object, **options: object) -> None:
        parts = defaultdict[str, list[bytes]](list)
        for described in json.loads((STATIC / "vendor.json").read_text()):
            for target, part in unpack(Package(**described)):
                parts[target].append(part)
        for target, pieces in parts.items():
            (STATIC / "vendor" / target).write_bytes(b"\n".join(pieces))
            self.stdout.write(target)


def unpack(package: Package) -> Iterator[tuple[str, bytes]]:
    """The wanted files of a package as (target, content), style sheets trimmed.

    Raises CommandError when npm cannot give the package or gives another one than was agreed.
    """
    with tempfile.TemporaryDirectory() as folder, tarfile.open(download(package, Path(folder))) as archive:
        for path, target in package.files.items():
            member = archive.extractfile(f"package/{path}")
            if member is None:
                raise CommandError(f"{package.name} {package.version} has no file {path}.")
            content = member.read()
            yield target, trim(content.decode(), package) if target.endswith(".css") else content


def download(package: Package, folder: Path) -> Path:
    """The package as npm packed it, after its checksum (Subresource Integrity, SHA-512) was compared."""
    wanted = f"{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), wanted]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a list from our own file
    except (OSError, subprocess.CalledProcessError) as error:
        raise CommandError(f"npm could not fetch {wanted}. Is npm there, and a network?") from error
    tarball = next(folder.glob("*.tgz"))
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        raise CommandError(f"{wanted} is not the package that vendor.json names: its checksum differs.")
    return tarball


def trim(sheet: str, package: Package) -> bytes:
    """A style sheet with its origin on top, without source map and without the tokens nothing here uses."""
    lines = [line for line in SOURCE_MAP.sub("", sheet).splitlines() if is_used(line, package.tokens)]
    origin = f"/* {package.name} {package.version}, {package.licence}; changed as LICENSES.md says */\n"
    return (origin + "\n".join(lines).strip() + "\n").encode()


def is_used(line: str, tokens: list[str]) -> bool:
    """Whether a line stays: everything but the definition of a design token that is not wanted."""
    token = TOKEN.match(line)
    return not tokens or token is None or token[1].startswith(tuple(tokens))
