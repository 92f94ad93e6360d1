"""Reads the word lists that were composed for this project (profiles/reference/words) into meanings."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.search.words.values import Meaning, NoteKind, Option, Pair, Rank
from profiles.reference import rows

KINDS = ("stop", "hoofd", "ontkenning", "ontkenning_na", "gewoon")
WORKER, WOMAN = "medewerker", "medewerkster"
Phrase = tuple[str, Meaning]


@dataclass(frozen=True)
class FunctionWords:
    """Words that say something about other words, or nothing: as written in the file."""

    stop: tuple[str, ...]
    heads: tuple[str, ...]
    negations: tuple[str, ...]
    negations_after: tuple[str, ...]
    ordinary: tuple[str, ...]


def function_words() -> FunctionWords:
    """Stop words, heads of compounds ("-medewerker"), words that deny what follows or went before, and ordinary
    words that are no search words but must not be taken for misspelt ones."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("words/functiewoorden"):
        found[row["soort"]] += row["woorden"].split("|")
    return FunctionWords(*(tuple(found[kind]) for kind in KINDS))


def composed_phrases(names: dict[Pair, str]) -> Iterator[Phrase]:
    """Every composed word with what it means; `names` gives a label for a parameter and value."""
    yield from _phrases("words/feiten", Rank.FACT)
    yield from _phrases("words/wensen", Rank.WORD)
    for row in rows("words/niet_op_de_kaart"):
        for words in row["woorden"].split("|"):
            yield words, Meaning(Rank.FACT, note=NoteKind.NOT_ON_CARD)
    yield from _doubtful(names)


def _phrases(name: str, rank: Rank) -> Iterator[Phrase]:
    for row in rows(name):
        criteria = tuple((row["parameter"], value) for value in row["waarden"].split())
        note = NoteKind(row["melding"]) if row.get("melding") else None
        meaning = Meaning(rank, criteria, note=note)
        for words in row["woorden"].split("|"):
            yield words, meaning
            if words.endswith(WORKER):
                yield words.removesuffix(WORKER) + WOMAN, meaning


def _doubtful(names: dict[Pair, str]) -> Iterator[Phrase]:
    """Words of which nobody can say which of several things is meant."""
    options: defaultdict[str, list[Option]] = defaultdict(list)
    for row in rows("words/twijfel"):
        pair = (row["parameter"], row["waarde"])
        options[row["woord"]].append(Option(names[pair], *pair))
    for words, found in options.items():
        yield words, Meaning(Rank.WORD, options=tuple(found))
