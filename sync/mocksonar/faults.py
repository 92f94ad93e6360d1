"""The little language of `sonar_mock --faults`: what goes wrong, how badly, how often, or at which page.

`KIND[@VALUE][:CHANCE][#NUMBER]`, with commas between: `5xx:0.05,truncate@1200#3` = one answer in twenty is a 503, and
the third page is cut off after 1,200 bytes. Without a chance it always happens. Faults in records happen record by
record, all others answer by answer.
"""

import re
from dataclasses import dataclass

from sync.mocksonar import spoiled_answers, spoiled_records

KINDS = frozenset(spoiled_answers.INSTEAD | spoiled_answers.BYTES | spoiled_answers.PAUSES) | frozenset(
    spoiled_records.PAGES | spoiled_records.RECORDS
)
_FAULT = re.compile(
    r"(?P<kind>[0-9a-z-]+)(?:@(?P<value>[\w.]+))?(?::(?P<chance>[0-9.]+))?(?:#(?P<number>[0-9]{1,6}))?"
)


class FaultError(ValueError):
    """Something in the list of faults is not understood; the message says what and what is."""


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong. `number`: only with the answer of this number, counted from 1 (0 = with any)."""

    kind: str
    value: str = ""
    chance: float = 1
    number: int = 0


def faults(text: str) -> tuple[Fault, ...]:
    """The faults in a text; Raises FaultError."""
    return tuple(_fault(part.strip()) for part in text.split(",") if part.strip())


def _fault(text: str) -> Fault:
    found = _FAULT.fullmatch(text)
    if not found or found["kind"] not in KINDS:
        raise FaultError(f"'{text[:60]}' is no fault; known: {', '.join(sorted(KINDS))}.")
    try:
        chance = float(found["chance"] or 1)
    except ValueError:
        chance = -1
    if not 0 <= chance <= 1:
        raise FaultError(f"'{text[:60]}': a chance is from 0 to 1.")
    return Fault(found["kind"], found["value"] or "", chance, int(found["number"] or 0))
