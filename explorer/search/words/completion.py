"""Type-ahead: what someone may be about to type."""

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.search.words.composed import Phrase
from explorer.search.words.text import norms
from explorer.search.words.values import Option, Pair, Sources

Entry = tuple[str, int, str, str, str]
"""What is typed (folded words with single spaces), how far down it is offered, and label, key and value."""

ORDER = {
    "taaksoort": 0,
    "sector": 1,
    "werkplek": 2,
    "regio": 2,
    "deelgebied": 3,
    "opleidingsniveauMinimaal": 3,
    "rijbewijs": 3,
    "beschikbaarheid": 3,
    "niveauNederlands": 3,
    "bijgewerkt": 4,
    "affiniteit": 4,
    "competentie": 5,
    "beroep": 6,
    "vaardigheid": 8,
}
SYNONYM = 7
INSIDE = 3
"""How much further down something is offered that begins at a later word of its name."""
SHORT = 2
"""Words of so many letters are no place to begin."""
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Completions:
    """Everything that can be offered, sorted by what is typed."""

    typed: tuple[str, ...]
    entries: tuple[Entry, ...]


def completions(sources: Sources, names: Mapping[Pair, str], composed: Iterable[Phrase]) -> Completions:
    """Every label from the start of each of its words, composed words, places, and synonyms of occupations."""
    entries = sorted([*_labels(names), *_composed(composed, names), *_places(sources), *_synonyms(sources)])
    return Completions(tuple(entry[0] for entry in entries), tuple(entries))


@dataclass(frozen=True, slots=True)
class Completed:
    """What may be chosen, and the words before that are not part of it: "schoonmaker" of "schoonmaker emm"."""

    options: tuple[Option, ...] = ()
    rest: str = ""


def complete(prefix: str, known: Completions, limit: int) -> Completed:
    """At most `limit` options whose words begin so; if none does, those for the last words alone."""
    words = prefix.split()
    for start in range(len(words)):
        if found := _starting(" ".join(norms(" ".join(words[start:]))), known, limit):
            return Completed(found, " ".join(words[:start]))
    return Completed()


def _starting(prefix: str, known: Completions, limit: int) -> tuple[Option, ...]:
    if not prefix:
        return ()
    first, last = bisect_left(known.typed, prefix), bisect_left(known.typed, prefix + LAST)
    best = heapq.nsmallest(4 * limit, known.entries[first:last], key=_place)
    found: dict[Pair, Option] = {}
    for _typed, _order, label, key, value in best:
        found.setdefault((key, value), Option(label, key, value))
    return tuple(found.values())[:limit]


def _place(entry: Entry) -> tuple[int, int, str]:
    """Where an entry comes among those that begin so."""
    return entry[1], len(entry[0]), entry[0]


def _labels(names: Mapping[Pair, str]) -> Iterator[Entry]:
    for (key, value), label in names.items():
        if key in ORDER:
            words = norms(label)
            for at in range(len(words)):
                if len(words[at]) > SHORT:
                    yield " ".join(words[at:]), ORDER[key] + (INSIDE if at else 0), label, key, value


def _composed(composed: Iterable[Phrase], names: Mapping[Pair, str]) -> Iterator[Entry]:
    """After the labels themselves, and saying which word led there."""
    for words, meaning in composed:
        typed = " ".join(norms(words))
        for pair in meaning.criteria:
            yield typed, ORDER.get(pair[0], SYNONYM) + 1, f"{words} ({names[pair]})", *pair


def _places(sources: Sources) -> Iterator[Entry]:
    own = set(sources.towns.values())
    places = own | {place for _digits, place, _town in sources.postcodes if place}
    for name in places:
        yield " ".join(norms(name)), ORDER["werkplek"] + (name not in own), name, "werkplek", name


def _synonyms(sources: Sources) -> Iterator[Entry]:
    labels = sources.terms["beroep"]
    for code, lines in sources.synonyms.items():
        for synonym in filter(None, lines.split("\n")):
            yield " ".join(norms(synonym)), SYNONYM, f"{synonym} ({labels[code]})", "beroep", code
