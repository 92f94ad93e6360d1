"""Leaves out occupation titles that only add empty words to a composed one: those are read by their parts."""

from collections.abc import Iterator, Sequence

from explorer.search.words.text import squashed
from explorer.search.words.values import Meaning, Rank

LINKS = ("", "s", "en", "n", "e")
Normed = tuple[list[str], Meaning]
"""The folded words of a phrase with what it means."""


def without_padded(phrases: Sequence[Normed], heads: tuple[str, ...]) -> Iterator[Normed]:
    """All phrases but titles such as "medewerker groenvoorziening" and "magazijnhulp", unless composed themselves."""
    empty = {words[0] for words, meaning in phrases if len(words) == 1 and meaning.rank is Rank.FUNCTION}
    composed = {squashed(words) for words, meaning in phrases if meaning.rank is Rank.WORD}
    for words, meaning in phrases:
        if meaning.rank is not Rank.TITLE or not _is_padded(words, empty, composed, heads):
            yield words, meaning


def _is_padded(words: list[str], empty: set[str], composed: set[str], heads: tuple[str, ...]) -> bool:
    title = squashed(words)
    if title in composed:
        return False
    core = [word for word in words if word not in empty]
    if len(core) < len(words):
        return squashed(core) in composed
    if not title.endswith(heads):
        return False
    firsts = (title.removesuffix(head) for head in heads if title.endswith(head))
    return any(first.endswith(link) and first.removesuffix(link) in composed for first in firsts for link in LINKS)
