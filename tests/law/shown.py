"""Reads a profile's page as a person does: the words on it, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

FACT = re.compile(r'<dt class="fact__label">(.*?)</dt>\s*<dd class="fact__value[^"]*">(.*?)</dd>', re.S)
LIST = re.compile(r'<dt class="terms__label">(.*?)</dt>\s*<dd class="terms__values">(.*?)</dd>', re.S)
TERM = re.compile(r'<li class="term">(.*?)</li>', re.S)
PLACE = re.compile(r'<p class="card__place">\s*<span>.*?</svg>(.*?)</span>', re.S)
UNKNOWN = "niet bekend"


@dataclass(frozen=True)
class ShownList:
    """The terms of one list, and whether it says "en meer"."""

    terms: tuple[str, ...]
    more: bool


@dataclass(frozen=True)
class ShownCard:
    """Everything that a card says: its place, its facts by their name on the card, its lists likewise."""

    place: str
    facts: Mapping[str, str]
    lists: Mapping[str, ShownList]


def shown_card(page: str) -> ShownCard:
    """The card on a profile's page (Dutch)."""
    place = PLACE.search(page)
    assert place is not None
    return ShownCard(
        place=said(place[1]),
        facts={said(label): said(value) for label, value in FACT.findall(page)},
        lists={said(label): _listed(values) for label, values in LIST.findall(page)},
    )


def said(marked_up: str) -> str:
    """A bit of page as words: no marks, single blanks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", marked_up)).split())


def _listed(values: str) -> ShownList:
    return ShownList(tuple(said(term) for term in TERM.findall(values)), more="term--more" in values)
