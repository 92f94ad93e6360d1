"""References: short, without look-alikes, and each viewer's own."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.references import ALPHABET, UnknownReferenceError, drawn, is_well_formed, profile_key_of, references_for


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
def test_a_viewer_keeps_the_same_reference_for_a_profile(now: dt.datetime) -> None:
    first = references_for(viewer="o:1", profile_keys=["a", "b"], at=now)

    assert references_for(viewer="o:1", profile_keys=["b", "a"], at=now) == first


@pytest.mark.django_db
def test_two_organisations_know_the_same_profile_by_different_references(now: dt.datetime) -> None:
    one = references_for(viewer="o:1", profile_keys=["a"], at=now)

    assert references_for(viewer="o:2", profile_keys=["a"], at=now) != one


@pytest.mark.django_db
def test_another_organisations_reference_is_as_unknown_as_any(now: dt.datetime) -> None:
    code = references_for(viewer="o:1", profile_keys=["a"], at=now)["a"]

    assert profile_key_of(viewer="o:1", code=code.lower()) == "a"
    with pytest.raises(UnknownReferenceError):
        profile_key_of(viewer="o:2", code=code)
