"""The terms of work wishes as read from the CSV files, parents before children: plain Python."""

from dataclasses import dataclass
from itertools import groupby

from profiles.reference import rows

ESCO = "ESCO v1.2"
ISCO = "ISCO-08, zoals in ESCO v1.2"

# Lists without parents: the vocabulary and its file.
FLAT = {
    "sector": "vocabularies/beroepssectoren",
    "taaksoort": "vocabularies/taaksoorten",
    "competentie": "vocabularies/competenties",
    "affiniteit": "vocabularies/affiniteiten",
}


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term; `parent` is the code of a term of the same vocabulary ("" = none), synonyms are one a line."""

    vocabulary: str
    code: str
    label_nl: str
    label_en: str
    position: int
    origin: str
    parent: str = ""
    synonyms: str = ""


def term_rows() -> list[TermRow]:
    """Every term of every vocabulary (about 4,300), in the order of the files."""
    flat = [term for vocabulary, name in FLAT.items() for term in _flat(vocabulary, name)]
    return [*flat, *_skills(), *_occupations()]


def by_depth(terms: list[TermRow]) -> list[list[TermRow]]:
    """The terms in layers: those without a parent, their children, and so on.

    Raises KeyError if a parent is not among the terms.
    """
    parents = {(term.vocabulary, term.code): term.parent for term in terms}

    def depth(term: TermRow) -> int:
        steps, parent = 0, term.parent
        while parent:
            steps, parent = steps + 1, parents[term.vocabulary, parent]
        return steps

    return [list(layer) for _, layer in groupby(sorted(terms, key=depth), key=depth)]


def _flat(vocabulary: str, name: str) -> list[TermRow]:
    return [
        TermRow(vocabulary, row["code"], row["label_nl"], row["label_en"], int(row["volgorde"]), row["herkomst"])
        for row in rows(name)
    ]


def _skills() -> list[TermRow]:
    return [
        TermRow("vaardigheid", row["code"], row["label_nl"], row["label_en"], position, ESCO, row["parent_code"])
        for position, row in enumerate(rows("skills_nl"), 1)
    ]


def _occupations() -> list[TermRow]:
    """The ISCO groups, then the ESCO occupations, each under its ISCO unit group."""
    groups = [
        TermRow("beroep", row["isco08"], row["label_nl"], row["label_en"], position, ISCO, row["parent"])
        for position, row in enumerate(rows("isco_groepen_nl"), 1)
    ]
    return [*groups, *(_occupation(row, at) for at, row in enumerate(rows("occupation_synonyms"), len(groups) + 1))]


def _occupation(row: dict[str, str], position: int) -> TermRow:
    synonyms = row["synoniemen"].replace("|", "\n")
    return TermRow(
        "beroep", row["esco_code"], row["label_nl"], row["label_en"], position, ESCO, row["isco08"], synonyms
    )
