"""The one list of what a card shows; filters, facets, anonymity and exports are derived from it (the display law)."""

from dataclasses import dataclass

FACTS = ("place", "education", "hours", "licence", "travel", "availability")
"""The quasi-identifiers: k-anonymous together. Their order is the order on the card."""

ATTRIBUTES = ("dutch", "freshness")
"""Shown beside the facts; not counted among them (DESIGN §5: attributes)."""


@dataclass(frozen=True)
class TermList:
    """A list of terms on the card. `wanted`: filled in without a term means no; else it means "not mentioned"."""

    field: str
    vocabulary: str
    wanted: bool


LISTS = (
    TermList("task_types", "taaksoort", wanted=True),
    TermList("occupations", "beroep", wanted=True),
    TermList("sectors", "sector", wanted=True),
    TermList("skills", "vaardigheid", wanted=False),
    TermList("competences", "competentie", wanted=False),
    TermList("affinities", "affiniteit", wanted=False),
)
LIST_FIELDS = tuple(shown.field for shown in LISTS)

SHOWN = (*FACTS, *ATTRIBUTES, *LIST_FIELDS)
"""Everything that a card shows, by field. What is not here can be neither searched, counted, sorted nor given out
(`tests/law/test_derived.py`)."""
