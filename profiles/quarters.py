"""Quarters of the year as plain values: no clock and no database."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

ORDINALS = ("eerste", "tweede", "derde", "vierde")
_FORM = re.compile(r"([1-9][0-9]{3})-Q([1-4])", re.ASCII)


class NotAQuarterError(ValueError):
    """A text that does not name a quarter."""


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """One quarter: `number` is 1 to 4. Written as "2020-Q4"; quarters sort by time."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The quarter that a text like "2020-Q4" names.

        Raises:
            NotAQuarterError: the text has another form.
        """
        found = _FORM.fullmatch(text)
        if not found:
            raise NotAQuarterError(f'"{text}" is not a quarter. Write the year and the quarter, like 2020-Q4.')
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        """In Dutch words, as publications print it: "vierde kwartaal 2020"."""
        return f"{ORDINALS[self.number - 1]} kwartaal {self.year}"

    @property
    def last_day(self) -> dt.date:
        """The day on which the quarter is counted."""
        following = self.next()
        return dt.date(following.year, 3 * following.number - 2, 1) - dt.timedelta(days=1)

    def next(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < len(ORDINALS) else Quarter(self.year + 1, 1)

    def previous(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, len(ORDINALS))

    def year_before(self) -> "Quarter":
        return Quarter(self.year - 1, self.number)


def ended(since: Quarter, today: dt.date) -> Iterator[Quarter]:
    """Every quarter from `since` on that is over: its last day lies before today (a day in the Netherlands)."""
    quarter = since
    while quarter.last_day < today:
        yield quarter
        quarter = quarter.next()
