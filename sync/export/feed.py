"""An exported file in the shape of the feed: pages of items, so that the same intake reads both."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

from sync.export.items import Item, is_blank, item_of, version_of_row
from sync.export.sheet import rows
from sync.sonar.client import PAGE_SIZE, Page


class ExportFeed:
    """One file. `number` puts files in order: what a later one says of a record counts.

    The whole file is read once at the start, because nothing is to be stored of one that cannot be read to its end.

    Raises:
        FileError: from every method, when the file cannot be read.
    """

    def __init__(self, path: Path, *, today: dt.date) -> None:
        self._path, self._today = path, today
        self.number, self.rows, self.blank = 0, 0, 0
        for _, row, layout in rows(path):
            if is_blank(layout.cells(row)):
                self.blank += 1
            else:
                self.rows += 1
        self.snapshot = f"bestand {_checksum(path)}"

    def __enter__(self) -> "ExportFeed":
        return self

    def __exit__(self, *_: object) -> None:
        """Every reading opens and closes the file itself."""

    def page(self, *, region: str = "", since: dt.datetime | None = None, size: int = 0) -> Page:  # noqa: ARG002 - as the feed is asked
        """A page without items, which tells how many rows there are."""
        return Page([], None, self.rows, self.snapshot)

    def pages(
        self,
        *,
        cursor: str = "",
        snapshot: str = "",  # noqa: ARG002 - a file is a snapshot, and has no regions and no changes
        region: str = "",  # noqa: ARG002
        since: dt.datetime | None = None,  # noqa: ARG002
    ) -> Iterator[Page]:
        """The rows that say anything, in order, from the cursor (the number of a row) on."""
        items: list[Item] = []
        for number, item in self._items(int(cursor or 0)):
            if len(items) == PAGE_SIZE:
                yield Page(items, str(number), self.rows, self.snapshot)
                items = []
            items.append(item)
        yield Page(items, None, self.rows, self.snapshot)

    def register(self, _: dt.date) -> dict[int, int]:
        """A file does not say how many people are in the register."""
        return {}

    def _items(self, start: int) -> Iterator[tuple[int, Item]]:
        for number, row, layout in rows(self._path):
            cells = layout.cells(row)
            if number >= start and not is_blank(cells):
                version = version_of_row(file=self.number, row=number)
                yield number, item_of(cells, version=version, today=self._today)


def _checksum(path: Path) -> str:
    """Tells one file from another in the list of runs."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
