"""Keeps an index's arrays in one file, so that further processes start at once and share its memory.

The file holds a header in JSON, a checksum and the arrays as they lie in memory. A file that is damaged, of another
form or of other data is not used: the index is then built anew.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from explorer.search.index.columns import Columns

FORM = 1
MAGIC = b"verkenner-index\n"
ALIGNED = 64  # bytes
ARRAYS = {"offsets": np.uint32, "ids": np.uint16, "starts": np.uint32, "rows": np.uint32}


class UnusableSnapshotError(Exception):
    """The file is damaged, of another form, or of other data; it is to be replaced."""


@dataclass(frozen=True)
class Origin:
    """Which generation a snapshot is of; `released_at` tells apart two databases that both count from 1."""

    generation: int
    released_at: str


def save(path: Path, columns: Columns, origin: Origin) -> None:
    """Writes a snapshot beside its place and moves it there: readers see an old file or a whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = b"".join(_padded(getattr(columns, name).tobytes()) for name in ARRAYS)
    header = {
        "form": FORM,
        "origin": vars(origin),
        "values": columns.values,
        "lengths": {name: len(getattr(columns, name)) for name in ARRAYS},
    }
    head = _padded(MAGIC + json.dumps(header).encode() + b"\n")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(head + body + hashlib.blake2b(head + body).digest())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def load(path: Path, origin: Origin) -> Columns:
    """The arrays of a snapshot, mapped into memory.

    Raises:
        UnusableSnapshotError: see there.
        FileNotFoundError: there is no such file.
    """
    content = np.memmap(path, np.uint8, "r")
    _check(content)
    line = bytes(content[len(MAGIC) : len(MAGIC) + _line_length(content)])
    header: dict[str, Any] = json.loads(line)
    if header["form"] != FORM or header["origin"] != vars(origin):
        raise UnusableSnapshotError(f"{path.name} is of other data")
    start = _whole(len(MAGIC) + len(line) + 1)
    arrays: dict[str, Any] = {}
    for name, kind in ARRAYS.items():
        size = header["lengths"][name] * np.dtype(kind).itemsize
        arrays[name] = content[start : start + size].view(kind)
        start += _whole(size)
    return Columns(values=tuple((field, code) for field, code in header["values"]), **arrays)


def _check(content: "np.memmap[Any, np.dtype[np.uint8]]") -> None:
    digest = hashlib.blake2b().digest_size
    if bytes(content[: len(MAGIC)]) != MAGIC or len(content) < len(MAGIC) + digest:
        raise UnusableSnapshotError("not an index")
    if hashlib.blake2b(content[:-digest].data).digest() != bytes(content[-digest:]):
        raise UnusableSnapshotError("damaged")


def _line_length(content: "np.memmap[Any, np.dtype[np.uint8]]") -> int:
    """Length of the header's line; it lies within the first megabyte."""
    return int(np.flatnonzero(content[len(MAGIC) : 1 << 20] == ord("\n"))[0])


def _padded(part: bytes) -> bytes:
    return part + b"\0" * (_whole(len(part)) - len(part))


def _whole(length: int) -> int:
    """The next multiple of the alignment."""
    return -(-length // ALIGNED) * ALIGNED
