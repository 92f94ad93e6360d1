"""Pieces of a search text with what was read in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.search.words.text import Token
from explorer.search.words.values import Meaning


@dataclass(frozen=True, slots=True)
class Span:
    """The words from `start` until `end` (numbers of words, `end` excluded); no meaning = not understood."""

    start: int
    end: int
    meaning: Meaning | None


def covered(spans: Iterable[Span]) -> set[int]:
    """The numbers of the words that lie in a span."""
    return {number for span in spans for number in range(span.start, span.end)}


def wording(words: list[Token], span: Span, text: str) -> str:
    """The words of a span as they were typed."""
    return text[words[span.start].start : words[span.end - 1].end]
