"""Reads the feed's JSON strictly, without letting one bad record take the whole page with it.

Python's own reader accepts NaN, repeated keys and half characters. What is not JSON here becomes NOT_STRICT in its
place, and bytes that are not UTF-8 become half characters; `records.parse` refuses the record that holds them.
"""

import json
import re
from typing import Any, Final

LONGEST_NUMBER = 20  # digits: more than a 64-bit number has
DEEPEST = 20  # levels that are still read; a record has four, in a page's two


class _NotStrict:
    """Stands where something was that JSON does not allow."""

    def __repr__(self) -> str:
        return "<not strict JSON>"


NOT_STRICT: Final = _NotStrict()


def loads(body: bytes) -> Any:
    """The value in an answer.

    Raises:
        ValueError: it is not JSON at all, begins with a byte-order mark, or is nested without end.
    """
    text = body.decode("utf-8", "surrogateescape")
    try:
        return _DECODER.decode(text)
    except RecursionError:
        return _DECODER.decode(_without_depths(text))


def _object(pairs: list[tuple[str, Any]]) -> Any:
    found = dict(pairs)
    return found if len(found) == len(pairs) else NOT_STRICT


def _number(digits: str) -> Any:
    return int(digits) if len(digits) <= LONGEST_NUMBER else NOT_STRICT


_SIGNS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')


def _without_depths(text: str) -> str:
    """The same text with what lies deeper than is read taken out, so that the records beside it can be read."""
    kept, start, depth = [], 0, 0
    for found in _SIGNS.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth == DEEPEST + 1:
                kept.append(text[start : found.start()])
        elif found[0] in "]}":
            if depth == DEEPEST + 1:
                kept.append("NaN")
                start = found.end()
            depth -= 1
    if depth > DEEPEST:
        raise ValueError("nested without end")
    return "".join(kept) + text[start:]


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=lambda _: NOT_STRICT, parse_int=_number)
