"""Corrects misspelt words where it is clear what was meant; where it is not, the words are in doubt."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.search.words.compounds import compound_meaning
from explorer.search.words.lexicon import Lexicon
from explorer.search.words.phrases import phrase_meaning
from explorer.search.words.spans import Span, covered
from explorer.search.words.text import Stemmer
from explorer.search.words.typos import SHORTEST, Near, sound
from explorer.search.words.values import Meaning

MOST_DOUBTS = 4
RARE = 7


@dataclass(frozen=True, slots=True)
class Corrected:
    """The words after correction. `doubts`: by number of the word, the known words that it may have been."""

    words: list[str]
    doubts: Mapping[int, tuple[str, ...]]


def corrected(norms: list[str], spans: list[Span], lexicon: Lexicon, stem: Stemmer) -> Corrected:
    """Looks at the words that no span covers and that are no word we know."""
    words, doubts, done = list(norms), {}, covered(spans)
    for number, word in enumerate(norms):
        if number in done or len(word) < SHORTEST or _is_known(word, lexicon, stem):
            continue
        near = lexicon.spelling.near(word)
        clear = _clear(word, near, lexicon, stem)
        if clear:
            words[number] = clear
        elif near:
            doubts[number] = tuple(one.word for one in near[:MOST_DOUBTS])
    return Corrected(words, doubts)


def _is_known(word: str, lexicon: Lexicon, stem: Stemmer) -> bool:
    known = word in lexicon.known or stem(word) in lexicon.known
    return known or compound_meaning(word, lexicon, stem) is not None


def _clear(word: str, near: list[Near], lexicon: Lexicon, stem: Stemmer) -> str:
    """The word that must have been meant, or ""; a word of four letters is never corrected.

    Words that are often meant go before rare ones. A rare one must have the same first letter, and be long enough
    not to be chance. One that sounds the same goes before the others. Several words that mean the same are one.
    """
    if len(word) <= SHORTEST:
        return ""
    sure = [one for one in near if one.is_sure]
    candidates = sure or [one for one in near if len(word) >= RARE * one.distance and one.word[0] == word[0]]
    candidates = [one for one in candidates if sound(one.word) == sound(word)] or candidates
    meanings = {_criteria(phrase_meaning([one.word], lexicon, stem), one.word) for one in candidates}
    return candidates[0].word if len(meanings) == 1 else ""


def _criteria(meaning: Meaning | None, word: str) -> object:
    """What makes two words the same; a word without criteria is only itself."""
    return meaning.criteria if meaning and meaning.criteria else word
