"""Spreadsheet files are zip archives: packed anew without the clock, equal contents give equal bytes."""

import io
import zipfile
from collections.abc import Mapping

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip archive can hold."""


def steady(content: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The same archive in the same order, every part dated at the first moment; some parts replaced, by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, FIRST_MOMENT)
            entry.compress_type = part.compress_type
            entry.external_attr = 0o644 << 16
            target.writestr(entry, replaced.get(part.filename, source.read(part)))
    return packed.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """One part of an archive.

    Raises:
        KeyError: it has no such part.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.read(name)
