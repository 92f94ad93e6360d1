"""The lists of terms: complete, in two languages, and every parent known."""

from collections import Counter
from dataclasses import asdict

import pytest

from profiles.models import Term, Vocabulary
from profiles.reference import rows
from profiles.reference.terms import TermRow, by_depth, term_rows


def test_there_are_terms_for_every_vocabulary() -> None:
    assert Counter(term.vocabulary for term in term_rows()) == {
        "sector": 21,
        "taaksoort": 28,
        "competentie": 25,
        "affiniteit": 24,
        "vaardigheid": 303 + 30 + 211,
        "beroep": 619 + 3_039,
    }
    assert {term.vocabulary for term in term_rows()} == set(Vocabulary.values)


def test_codes_and_positions_are_unique_within_a_vocabulary() -> None:
    assert len({(term.vocabulary, term.code) for term in term_rows()}) == len(term_rows())
    assert len({(term.vocabulary, term.position) for term in term_rows()}) == len(term_rows())


def test_every_term_is_valid() -> None:
    for term in term_rows():
        Term(**asdict(term) | {"parent": None}).clean_fields()


def test_only_skills_and_occupations_have_parents() -> None:
    assert {term.vocabulary for term in term_rows() if term.parent} == {"vaardigheid", "beroep"}


def test_skills_are_skills_transversal_or_knowledge() -> None:
    assert {row["type"] for row in rows("skills_nl")} == {"vaardigheid", "transversaal", "kennis"}


def test_every_term_comes_after_its_parent() -> None:
    seen: set[tuple[str, str]] = set()
    for layer in by_depth(term_rows()):
        assert all(not term.parent or (term.vocabulary, term.parent) in seen for term in layer)
        seen |= {(term.vocabulary, term.code) for term in layer}
    assert len(seen) == len(term_rows())


def test_an_unknown_parent_is_an_error() -> None:
    orphan = TermRow("beroep", "9999.1", "kok", "cook", 1, "test", parent="9999")
    with pytest.raises(KeyError, match="9999"):
        by_depth([orphan])


def test_an_occupation_hangs_under_its_unit_group_with_its_synonyms_one_a_line() -> None:
    (lieutenant,) = [term for term in term_rows() if term.code == "0110.10"]
    assert lieutenant.parent == "0110"
    assert lieutenant.synonyms.splitlines() == ["onderluitenant", "tweede luitenant", "eerste luitenant", "vaandrig"]


def test_composed_lists_are_marked_as_such() -> None:
    composed = Counter(term.vocabulary for term in term_rows() if term.origin == "samengesteld")
    assert composed == {"taaksoort": 28, "affiniteit": 21}
