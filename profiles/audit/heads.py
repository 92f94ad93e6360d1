"""The second place: the head of the chain, written outside the database each time, so that a cut tail shows.

One file a month under `AUDIT_HEADS_DIR`, one line a head, and the same line to syslog when `AUDIT_SYSLOG` is set.
Whoever can write to the database should not be able to write here. No line names a person.
"""

import datetime as dt
import logging
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from profiles.calendar import day_of

LINE = re.compile(r"audit head (\d+) ([0-9a-f]{64})$")
syslog = logging.getLogger("profiles.audit.heads")


def append(*, number: int, link: str, at: dt.datetime) -> None:
    """Writes that the chain ended with this number and link.

    Raises:
        OSError: the folder cannot be written to.
    """
    words = f"audit head {number} {link}"
    path = file_of(day_of(at))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{at.isoformat()} {words}\n")
    syslog.info(words)


def read(paths: Iterable[Path] | None = None) -> dict[int, str]:
    """Link by number, from our own files or from others (an export of syslog); other lines are passed over."""
    found: dict[int, str] = {}
    for path in sorted(settings.AUDIT_HEADS_DIR.glob("heads-*.log")) if paths is None else paths:
        with path.open(encoding="utf-8") as lines:
            for match in (LINE.search(line.rstrip()) for line in lines):
                if match:
                    found[int(match[1])] = match[2]
    return found


def forget(month: dt.date) -> None:
    """Takes away the file of a month whose events were removed."""
    file_of(month).unlink(missing_ok=True)


def file_of(day: dt.date) -> Path:
    return Path(settings.AUDIT_HEADS_DIR) / f"heads-{day:%Y-%m}.log"
