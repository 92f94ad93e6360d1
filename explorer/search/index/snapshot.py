"""Keeps an index's arrays in one file, so that further processes start at once and share its memory.

The file holds a header in JSON, a checksum and the arrays as they lie in memory. A file that is damaged, of another
form or of other data is not used: the index is then built anew.
"""

import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.search.index.columns import Bytes, Columns, Value
from explorer.search.index.lines import Lines

FORM = 2
MAGIC = b"verkenner-index\n"
ALIGNED = 64  # bytes
LINES = ("shown", "wanted", "can")
PARTS = ("lines", "end_of", "ends")
ARRAYS = ("numbers", "groups", "starts", "packed", "totals", "cells")


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
    arrays = arrays_of(columns)
    body = b"".join(_padded(one.tobytes()) for one in arrays.values())
    header = {
        "form": FORM,
        "origin": vars(origin),
        "values": columns.values,
        "arrays": {name: [one.dtype.str, one.shape] for name, one in arrays.items()},
    }
    head = _padded(MAGIC + json.dumps(header).encode() + b"\n")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(head + body + hashlib.sha256(head + body).digest())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def load(path: Path, origin: Origin) -> Columns:
    """The arrays of a snapshot, mapped into memory.

    Raises:
        UnusableSnapshotError: see there.
        FileNotFoundError: there is no such file.
    """
    content = np.memmap(path, np.uint8, "r").view(np.ndarray)
    _check(content)
    line = bytes(content[len(MAGIC) : len(MAGIC) + _line_length(content)])
    header: dict[str, Any] = json.loads(line)
    if header["form"] != FORM or header["origin"] != vars(origin):
        raise UnusableSnapshotError(f"{path.name} is of other data")
    start = _whole(len(MAGIC) + len(line) + 1)
    arrays: dict[str, Any] = {}
    for name, (kind, shape) in header["arrays"].items():
        size = math.prod(shape) * np.dtype(kind).itemsize
        arrays[name] = content[start : start + size].view(kind).reshape(shape)
        start += _whole(size)
    return _columns(tuple((field, code) for field, code in header["values"]), arrays)


def arrays_of(columns: Columns) -> dict[str, npt.NDArray[Any]]:
    """All arrays of an index by name, those of its lines one by one."""
    lines = {f"{name}.{part}": getattr(getattr(columns, name), part) for name in LINES for part in PARTS}
    return lines | {name: getattr(columns, name) for name in ARRAYS}


def _columns(values: tuple[Value, ...], arrays: Mapping[str, Any]) -> Columns:
    fields: dict[str, Any] = {name: arrays[name] for name in ARRAYS}
    for name in LINES:
        fields[name] = Lines(**{part: arrays[f"{name}.{part}"] for part in PARTS}, width=len(values))
    return Columns(values=values, **fields)


def _check(content: Bytes) -> None:
    digest = hashlib.sha256().digest_size
    if bytes(content[: len(MAGIC)]) != MAGIC or len(content) < len(MAGIC) + digest:
        raise UnusableSnapshotError("not an index")
    if hashlib.sha256(content[:-digest].data).digest() != bytes(content[-digest:]):
        raise UnusableSnapshotError("damaged")


def _line_length(content: Bytes) -> int:
    """Length of the header's line; it lies within the first megabyte."""
    return int(np.flatnonzero(content[len(MAGIC) : 1 << 20] == ord("\n"))[0])


def _padded(part: bytes) -> bytes:
    return part + b"\0" * (_whole(len(part)) - len(part))


def _whole(length: int) -> int:
    """The next multiple of the alignment."""
    return -(-length // ALIGNED) * ALIGNED
