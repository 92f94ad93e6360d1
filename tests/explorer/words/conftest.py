"""The lexicon of the reference files, without a database."""

from collections import defaultdict

import pytest

from explorer.search.words.lexicon import Lexicon, build_lexicon
from explorer.search.words.values import Sources
from profiles.reference import rows
from profiles.reference.terms import term_rows

FACTS = {
    "opleidingsniveau": "education",
    "opleidingsniveauMinimaal": "education",
    "rijbewijs": "licence",
    "beschikbaarheid": "availability",
    "niveauNederlands": "dutch",
    "bijgewerkt": "freshness",
}


@pytest.fixture(scope="session")
def lexicon(sources: Sources) -> Lexicon:
    """Built once for all tests: nothing changes it."""
    return build_lexicon(sources)


@pytest.fixture(scope="session")
def sources() -> Sources:
    """What `today.sources_of` gives on a freshly loaded database, but for the wording of labels."""
    terms: defaultdict[str, dict[str, str]] = defaultdict(dict)
    found = term_rows()
    for term in found:
        terms[term.vocabulary][term.code] = term.label_nl
    occupations = [term for term in found if term.vocabulary == "beroep" and "." in term.code]
    return Sources(
        terms=terms,
        unit_groups={term.code: term.parent for term in occupations},
        synonyms={term.code: term.synonyms for term in occupations if term.synonyms},
        labels={key: _labels(fact) for key, fact in FACTS.items()} | {"urenPerWeekMinimaal": _hours()},
        regions={int(row["regio_nummer"]): row["regio_2026"] for row in rows("arbeidsmarktregios")},
        sub_regions={row["deelgebied_code"]: row["deelgebied"] for row in rows("deelgebieden_2026")},
        towns={row["gemeente_code"]: row["gemeente"] for row in rows("gemeenten_2026")},
        postcodes=tuple((row["pc4"], row["plaats"], row["gemeente_code_2026"]) for row in rows("pc4")),
    )


def _labels(fact: str) -> dict[str, str]:
    return {row["code"]: row["label_nl"] for row in rows("ladders") if row["fact"] == fact and row["level"] == "0"}


def _hours() -> dict[str, str]:
    return {str(hours): f"{hours} uur" for hours in range(41)}
