"""Coarsening facts until nobody stands out."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.anonymity.facts import NOTHING, Facts
from profiles.anonymity.generalise import TooFewPeopleError, class_sizes, generalised, kept, wholly_hidden

EXACT = Facts("04-1", "4", "U28", "B", "T25", "direct")

facts = st.builds(
    Facts,
    place=st.sampled_from(["04-1", "04-2", "01-1", "NL"]),
    education=st.sampled_from(["", "1", "4"]),
    hours=st.sampled_from(["", "U20", "U28"]),
    licence=st.sampled_from(["", "B"]),
    travel=st.sampled_from(["", "T05", "T25"]),
    availability=st.sampled_from(["", "direct"]),
)
populations = st.lists(facts, min_size=5, max_size=60).map(Counter)


@given(populations, st.integers(2, 5))
def test_everyone_is_in_a_class_of_at_least_k(people: Counter[Facts], k: int) -> None:
    label_of = generalised(people, k)

    assert min(class_sizes(people, label_of).values()) >= k


@given(populations)
def test_nobody_is_left_out(people: Counter[Facts]) -> None:
    label_of = generalised(people, 5)

    assert label_of.keys() == people.keys()


@given(populations)
def test_a_label_says_nothing_that_is_not_true(people: Counter[Facts]) -> None:
    for true, label in generalised(people, 5).items():
        assert all(said in ("", fact) for said, fact in zip(label[1:], true[1:], strict=True))
        assert label.place in (true.place, f"R{int(true.place[:2])}" if "-" in true.place else "NL", "NL")


def test_a_class_that_is_large_enough_keeps_everything() -> None:
    assert generalised({EXACT: 5}, 5) == {EXACT: EXACT}


def test_travel_is_given_up_first() -> None:
    near, far = EXACT, EXACT._replace(travel="T05")

    label_of = generalised({near: 3, far: 3}, 5)

    assert set(label_of.values()) == {EXACT._replace(travel="")}


def test_the_last_ones_draw_the_smallest_class_in_with_them() -> None:
    loner = Facts("01-1", "1", "", "", "", "")

    label_of = generalised({loner: 1, EXACT: 6, EXACT._replace(place="04-2"): 8}, 5)

    assert label_of == {
        loner: NOTHING,
        EXACT: NOTHING,
        EXACT._replace(place="04-2"): EXACT._replace(place="04-2"),
    }


def test_fewer_than_k_people_cannot_be_published() -> None:
    with pytest.raises(TooFewPeopleError, match="4 people cannot be published with k = 5"):
        generalised({EXACT: 4}, 5)


def test_an_empty_set_needs_no_labels() -> None:
    assert generalised({}, 5) == {}


def test_what_is_kept_is_counted_over_those_of_whom_it_is_known() -> None:
    unknown = EXACT._replace(education="")
    people = {EXACT: 6, unknown: 4}
    label_of = {EXACT: EXACT, unknown: unknown._replace(travel="")}

    shares = kept(people, label_of)

    assert shares["education"] == 1.0
    assert shares["travel"] == 0.6


def test_only_people_of_whom_something_is_known_count_as_hidden() -> None:
    assert wholly_hidden({EXACT: 2, NOTHING: 3}, {EXACT: NOTHING, NOTHING: NOTHING}) == 2
