"""Turns text into words that can be compared: no capitals, no accents, digits apart from letters, Dutch stems."""

import re
import unicodedata
from dataclasses import dataclass

import snowballstemmer

WORD = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
TAIL = 10


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed, where it stands in the text, and the same word folded."""

    text: str
    start: int
    end: int
    norm: str


def fold(text: str) -> str:
    """Lower case without accents and apostrophes: "Café's" gives "cafes"."""
    folded = text.casefold().replace("'", "").replace("’", "")
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def tokens(text: str) -> list[Token]:
    """The words of a text; "24u" gives "24" and "u"."""
    return [Token(found[0], found.start(), found.end(), fold(found[0])) for found in WORD.finditer(text)]


def norms(text: str) -> list[str]:
    """The folded words of a text."""
    return WORD.findall(fold(text))


class Stemmer:
    """Dutch stems (snowball, Kraaij-Pohlmann), each worked out once. Not to be shared by threads.

    Only the end of a long word is stemmed: Dutch endings are there, the many compounds with the same head share
    the work, and "ge" within a compound stays ("vrachtwagenchauffeur" would lose it).
    """

    def __init__(self) -> None:
        self._stemmer = snowballstemmer.stemmer("dutch")
        self._tails: dict[str, str] = {}
        self._stems: set[str] = set()

    def __call__(self, word: str) -> str:
        head, tail = word[:-TAIL], word[-TAIL:]
        stemmed = self._tails.get(tail)
        if stemmed is None:
            stemmed = self._tails[tail] = str(self._stemmer.stemWord(tail))
        found = head + stemmed
        self._stems.add(found)
        return found

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all words so far."""
        return frozenset(self._stems)


def squashed(words: list[str]) -> str:
    """Words written as one, so that "magazijn medewerker" and "magazijnmedewerker" are the same key."""
    return "".join(words)


def stem_keys(words: list[str], stem: Stemmer) -> tuple[str, ...]:
    """The keys under which inflected words are found: the last word stemmed, and all words stemmed."""
    last = stem_key(words, stem)
    return (last,) if len(words) == 1 else (last, "".join(map(stem, words)))


def stem_key(words: list[str], stem: Stemmer) -> str:
    """The last word stemmed: in Dutch the one that is inflected, as in a compound."""
    return squashed(words[:-1]) + stem(words[-1])
