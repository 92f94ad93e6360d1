"""References: short, without look-alikes, and each viewer's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import references
from explorer.references import (
    ALPHABET,
    UnknownReferenceError,
    drawn,
    free_codes,
    is_well_formed,
    known_to,
    profile_key_of,
)
from explorer.showing import show
from tests.explorer.audiences import employer
from tests.factories import NOW


def test_a_reference_is_short_enough_for_the_telephone() -> None:
    code = drawn()

    assert len(code) == 8
    assert code[3] == "-"
    assert not set(code) & set("01OILU")


@given(st.integers(0, 6), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(place: int, other: str) -> None:
    code = drawn().replace("-", "")
    wrong = code[:place] + other + code[place + 1 :]

    assert is_well_formed(wrong) == (wrong == code)


@pytest.mark.django_db
def test_a_viewer_keeps_the_same_reference_for_a_profile() -> None:
    first = show(audience=employer(1), profiles=["a", "b"], at=NOW)

    assert show(audience=employer(1), profiles=["b", "a"], at=NOW).known == first.known


@pytest.mark.django_db
def test_two_organisations_know_the_same_profile_by_different_references() -> None:
    one = show(audience=employer(1), profiles=["a"], at=NOW).known["a"]

    assert show(audience=employer(2), profiles=["a"], at=NOW).known["a"].code != one.code


@pytest.mark.django_db
def test_another_organisations_reference_is_as_unknown_as_any() -> None:
    code = show(audience=employer(1), profiles=["a"], at=NOW).known["a"].code

    assert profile_key_of(viewer="o:1", code=code.lower()) == "a"
    with pytest.raises(UnknownReferenceError):
        profile_key_of(viewer="o:2", code=code)


@pytest.mark.django_db
def test_a_reference_in_use_is_not_drawn_again_for_the_same_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = show(audience=employer(1), profiles=["a"], at=NOW).known["a"].code
    draws = iter([taken, "D7K-4MPQ", "23Q-5XKW", "AAA-AAAA"])
    monkeypatch.setattr(references, "drawn", lambda: next(draws))

    assert sorted(free_codes(["o:1"], 2)) == ["23Q-5XKW", "D7K-4MPQ"]


@pytest.mark.django_db
def test_what_a_viewer_knows_says_since_when() -> None:
    show(audience=employer(1), profiles=["a"], at=NOW)

    assert {key: known.since for key, known in known_to("o:1", ["a", "b"]).items()} == {"a": NOW}
