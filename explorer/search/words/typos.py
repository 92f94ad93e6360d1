"""Finds the words that a misspelt word may have been: few letters off, by edit distance (OSA)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.search.words.values import Rank

SHORTEST = 4
LONG = 8
SURE = Rank.MUNICIPALITY
MOST = 12
SOUNDS = {"ei": "ij", "ou": "au", "ph": "f", "th": "t", "c": "k", "z": "s", "v": "f", "dt": "t", "y": "i"}


@dataclass(frozen=True, slots=True)
class Near:
    """A known word near a misspelt one, how many edits away, and whether it is one that is often meant."""

    word: str
    distance: int
    is_sure: bool


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """Known words with how sure each is; and as arrays (one item per word) their lengths and letters.

    `letters` has a bit per letter. An edit changes at most two bits, so few words are left to be compared.
    """

    words: tuple[str, ...]
    ranks: Mapping[str, Rank]
    lengths: NDArray[np.int16]
    letters: NDArray[np.uint32]

    def near(self, word: str) -> list[Near]:
        """The nearest words: one edit away, or two in a word of eight letters or more; none for a short word."""
        if len(word) < SHORTEST or not word.isalpha():
            return []
        allowed = 1 if len(word) < LONG else 2
        few = np.bitwise_count(self.letters ^ np.uint32(_letters(word))) <= 2 * allowed
        few &= np.abs(self.lengths - len(word)) <= allowed
        choices = [self.words[at] for at in np.flatnonzero(few)]
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=allowed, limit=MOST)
        closest = [(other, int(edits)) for other, edits, _at in found if edits == found[0][1]]
        return [Near(other, edits, self.ranks[other] <= SURE) for other, edits in closest]


def spelling(ranks: Mapping[str, Rank]) -> Spelling:
    """What `ranks` knows, made ready to be compared with."""
    words = tuple(word for word in ranks if len(word) >= SHORTEST and word.isalpha())
    lengths = np.array([len(word) for word in words], dtype=np.int16)
    return Spelling(words, ranks, lengths, np.array([_letters(word) for word in words], dtype=np.uint32))


def sound(word: str) -> str:
    """How a Dutch word sounds, roughly: "stucadoor" as "stukadoor", doubled letters once."""
    for written, heard in SOUNDS.items():
        word = word.replace(written, heard)
    return "".join(letter for at, letter in enumerate(word) if letter != word[at - 1 : at])


def _letters(word: str) -> int:
    """The letters of a word as bits; what is not a-z shares the remaining ones."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - 97 & 31)
    return bits
