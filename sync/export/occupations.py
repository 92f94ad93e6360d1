"""Finds the occupation that a free title names: by the list of titles and synonyms, and only when it is sure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from profiles.reference.terms import term_rows

SHORTEST = 6  # letters of a title that may hold a mistake: shorter ones are too often another word
ROOMY = 11  # from so many letters on it may hold two
"""One letter changed, left out, added or two swapped is one mistake. Measured on every title of the list with a
random mistake (`tests/sync/export/test_occupations.py`): none is taken for another occupation."""
Found = defaultdict[str, set[tuple[str, str]]]
_ASIDE = re.compile(r"\((?:m/?v(?:/?x)?|[mv])\)|\bm/v(?:/x)?\b")


def occupation_codes(text: str) -> list[str]:
    """The codes of the occupations in a cell, in order; what names none for sure is left out, never guessed."""
    whole = _code(_folded(text))
    if whole:
        return [whole]
    parts = [_code(_folded(part)) for part in re.split(r"[,;/|]| en of |\n", text)]
    return list(dict.fromkeys(code for code in parts if code))


@cache
def _code(title: str) -> str:
    """The code that a folded title names, or "" when there is none or more than one."""
    if title in _titles():
        return _titles()[title]
    if len(title) < SHORTEST:
        return ""
    most = 2 if len(title) >= ROOMY else 1
    near = process.extract(title, _like(title[0], len(title)), scorer=OSA.distance, score_cutoff=most, limit=50)
    best = min((distance for _, distance, _ in near), default=0)
    codes = {_titles()[found] for found, distance, _ in near if distance == best}
    return codes.pop() if len(codes) == 1 else ""


@cache
def _titles() -> dict[str, str]:
    """Every title with its code; "" where it names occupations of different groups. A label wins from synonyms."""
    labels: Found = defaultdict(set)
    synonyms: Found = defaultdict(set)
    for term in term_rows():
        if term.vocabulary == "beroep":
            labels[_folded(term.label_nl)].add((term.code, term.parent))
            for synonym in term.synonyms.splitlines():
                synonyms[_folded(synonym)].add((term.code, term.parent))
    return {title: _one(found) for title, found in (synonyms | labels).items() if title}


def _one(found: Iterable[tuple[str, str]]) -> str:
    """The one code, or the group that all of them are in."""
    codes, parents = ({pair[at] for pair in found} for at in (0, 1))
    if len(codes) == 1:
        return codes.pop()
    return parents.pop() if len(parents) == 1 else ""


@cache
def _like(first: str, length: int) -> list[str]:
    """Titles that may be meant; hardly anyone mistypes the first letter, and another one makes another word."""
    return [title for title in _titles() if title[0] == first and abs(len(title) - length) <= 2]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _ASIDE.sub(" ", text.casefold()))
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.split())
