"""What the word box takes in and gives back, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum

Pair = tuple[str, str]
"""A search parameter with one value."""


class Rank(IntEnum):
    """Which reading of the same words goes first, from the surest to the least sure."""

    FUNCTION = 0
    FACT = 1
    WORD = 2
    TERM = 3
    MUNICIPALITY = 4
    REGION = 5
    PLACE = 6
    TITLE = 7
    SKILL = 8
    PART = 9


class NoteKind(Enum):
    """What there is to say about words that were read; `docs/words.md` has a sentence for each."""

    CORRECTED = "verbeterd"
    ALSO = "ook"
    SEVERAL_PLACES = "meer_plaatsen"
    ONE_PLACE = "een_werkplek"
    FINER_LICENCE = "fijner_rijbewijs"
    FINER_EDUCATION = "fijnere_opleiding"
    HOURS_MINIMUM = "uren_minimum"
    NOT_ON_CARD = "niet_op_kaart"
    NEGATED = "ontkend"
    TOO_LONG = "te_lang"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, worded in Dutch: one search parameter with one value."""

    label: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """ "Bedoelde u": the word as typed was not turned into a criterion; this may have been meant."""

    word: str
    meant: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about words as typed, with what can be chosen instead."""

    kind: NoteKind
    word: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What a search text says: criteria in the order of the words without doubles, and what else is to be said."""

    criteria: tuple[Pair, ...] = ()
    not_understood: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of some words.

    Without criteria and without a note, `options` are what may have been meant; with criteria they are other
    readings; with a note they belong to the note.
    """

    rank: Rank
    criteria: tuple[Pair, ...] = ()
    options: tuple[Option, ...] = ()
    note: NoteKind | None = None

    @property
    def says_nothing(self) -> bool:
        return not (self.criteria or self.options or self.note)


@dataclass(frozen=True)
class Sources:
    """All reference data that the lexicon is built from, worded in Dutch.

    `terms`: labels by vocabulary (named as its search parameter) and code. `unit_groups`: the ISCO unit group
    of each ESCO occupation. `synonyms`: other names of an occupation, one a line. `labels`: of the facts, by
    search parameter and value. `postcodes`: (four digits, place, code of today's municipality).
    """

    terms: Mapping[str, Mapping[str, str]]
    unit_groups: Mapping[str, str]
    synonyms: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    regions: Mapping[int, str]
    sub_regions: Mapping[str, str]
    towns: Mapping[str, str]
    postcodes: tuple[tuple[str, str, str], ...]
