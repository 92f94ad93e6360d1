"""What the checks of one feed share: our client, the moment, and what was found so far."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from sync.page import Context
from sync.sonar.client import Page, SonarClient
from sync.sonar.transport import Patience

UNSEEN = Page([], None, 0, "")


class WrongError(Exception):
    """What is wrong with the feed, in words that hold nothing of anybody's record."""


@dataclass
class Tally:
    """What the records that were read are like; counts, names of fields and reason codes only."""

    pages: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """By reason and field: records that would be set aside."""
    missing: Counter[str] = field(default_factory=Counter)
    """By field: records that do not even have its key."""
    different: Counter[str] = field(default_factory=Counter)
    """By field: records in which it is not as the document says, also when our parser takes it."""
    gone: int = 0
    gone_with_more: int = 0
    """Withdrawn records that hold more than they should."""


@dataclass
class Trial:
    """One feed that is tried. `most_pages`: so many pages are read at most; None = everything."""

    url: str
    credentials: tuple[str, str]
    client: SonarClient
    patience: Patience
    at: dt.datetime
    context: Context
    most_pages: int | None
    whole: Page = UNSEEN
    parts: dict[str, int] = field(default_factory=dict)
    """Records by region, as a run asks them."""
    tally: Tally = field(default_factory=Tally)
