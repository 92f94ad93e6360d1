"""Directions of work: from them a person's sectors, tasks, occupations, skills and preferences are drawn together."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from profiles.reference import rows
from sync.mocksonar.draws import Choice, deck
from sync.mocksonar.realism import DATA

Deck = tuple[str, ...]
KINDS = ("sectors", "tasks", "occupations", "skills", "competences", "affinities")
CARDS = 4096
MOST = 7  # cards in a hand: 17 of 128 bits each
USABLE_SKILLS = ("vaardigheid", "transversaal", "kennis")


@dataclass(frozen=True, eq=False)
class Direction:
    """A kind of work with a deck of codes per kind of term; `office` marks the ones that ask for more schooling."""

    office: bool
    decks: Mapping[str, Deck]
    sentences: Deck


@dataclass(frozen=True)
class Careers:
    """All directions, how often each is chosen, and per kind a deck with every code (the long tail)."""

    directions: Choice[Direction]
    tails: Mapping[str, Deck]
    sentences: Deck

    def hand(self, kind: str, first: Direction, second: Direction, count: int, bits: int) -> list[str]:
        """At most `count` different codes, drawn with 128 bits: mostly of the first direction, some of the tail."""
        cards: dict[str, None] = {}
        for _ in range(count):
            which = bits & 31
            source = self.tails if which < 2 else second.decks if which < 9 else first.decks
            cards[source[kind][bits >> 5 & CARDS - 1]] = None
            bits >>= 17
        return list(cards)


@cache
def careers() -> Careers:
    """Read from data/directions.json and the reference vocabularies."""
    found = json.loads((DATA / "directions.json").read_text(encoding="utf-8"))
    general = found["general"]
    directions = {
        Direction(
            office=raw["office"],
            decks={kind: deck(_weights(kind, raw, general), CARDS) for kind in KINDS},
            sentences=tuple(raw["sentences"]),
        ): raw["weight"]
        for raw in found["directions"].values()
    }
    return Careers(Choice.of(directions), _tails(), tuple(general["sentences"]))


def _weights(kind: str, raw: dict[str, dict[str, float]], general: dict[str, dict[str, float]]) -> dict[str, float]:
    """Of a direction: its own codes first, then what everyone may have; occupations have a tail of their own."""
    if kind == "occupations":
        own = raw[kind]
        return _mixed((own, 0.7), (_others(raw["isco"], own), 0.26), (dict.fromkeys(raw["isco"], 1.0), 0.04))
    if kind in general:
        return _mixed((raw[kind], 0.65), (general[kind], 0.35))
    return raw[kind]


def _mixed(*parts: tuple[Mapping[str, float], float]) -> dict[str, float]:
    """Every part gets its share of the whole; within it the weights keep their proportions."""
    mixed: dict[str, float] = {}
    for weights, share in parts:
        total = sum(weights.values())
        for code, weight in weights.items():
            mixed[code] = mixed.get(code, 0.0) + share * weight / total
    return mixed


def _others(groups: Iterable[str], own: Mapping[str, float]) -> dict[str, float]:
    """The other occupations of these ISCO unit groups, ever rarer."""
    listed = [row["esco_code"] for row in rows("occupation_synonyms") if row["isco08"] in groups]
    return {code: 1 / (rank + 4) for rank, code in enumerate(listed) if code not in own}


def _tails() -> dict[str, Deck]:
    skills = [row["code"] for row in rows("skills_nl") if row["type"] in USABLE_SKILLS]
    every = {
        "sectors": _codes("beroepssectoren"),
        "tasks": _codes("taaksoorten"),
        "occupations": [row["esco_code"] for row in rows("occupation_synonyms")],
        "skills": skills,
        "competences": _codes("competenties"),
        "affinities": _codes("affiniteiten"),
    }
    return {kind: deck(dict.fromkeys(codes, 1.0), CARDS) for kind, codes in every.items()}


def _codes(vocabulary: str) -> list[str]:
    return [row["code"] for row in rows(f"vocabularies/{vocabulary}")]
