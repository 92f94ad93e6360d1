"""Coarsening facts until nobody stands out, and no further."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.anonymity.facts import NOTHING, Facts, region_label
from profiles.anonymity.generalise import SLACK, TooFewPeopleError, class_sizes, generalised
from profiles.anonymity.loss import cost, mean_loss
from tests.ladders import LADDERS

EXACT = Facts("04-1", "4", "U28", "B", "T25", "direct")

facts = st.builds(
    Facts,
    place=st.sampled_from(["04-1", "04-2", "01-1", "NL"]),
    education=st.sampled_from(["", "1", "3", "4", "9"]),
    hours=st.sampled_from(["", "U00", "U20", "U28"]),
    licence=st.sampled_from(["", "B"]),
    travel=st.sampled_from(["", "T05", "T25"]),
    availability=st.sampled_from(["", "direct"]),
)
thrifty = settings(deadline=None, max_examples=40)
populations = st.lists(facts, min_size=7, max_size=90).map(Counter)


def labels(people: dict[Facts, int], k: int = 5, before: dict[Facts, Facts] | None = None) -> dict[Facts, Facts]:
    return generalised(people, LADDERS, k, before)


class TestThePromise:
    @thrifty
    @given(populations, st.integers(1, 6))
    def test_everyone_is_in_a_class_of_at_least_k(self, people: Counter[Facts], k: int) -> None:
        assert min(class_sizes(people, labels(people, k)).values()) >= k

    @thrifty
    @given(populations)
    def test_nobody_is_left_out(self, people: Counter[Facts]) -> None:
        assert labels(people).keys() == people.keys()

    @thrifty
    @given(populations)
    def test_a_label_says_nothing_that_is_not_true(self, people: Counter[Facts]) -> None:
        for true, label in labels(people).items():
            for fact, known, said in zip(Facts._fields[1:], true[1:], label[1:], strict=True):
                assert said in (known, LADDERS[fact].get(known, ""), "")
            assert label.place in (true.place, region_label(true.place) if "-" in true.place else "NL", "NL")

    @thrifty
    @given(populations, st.randoms(use_true_random=False))
    def test_the_order_of_people_changes_nothing(self, people: Counter[Facts], chance: object) -> None:
        backwards = dict(reversed(people.items()))

        assert labels(backwards) == labels(people)

    @thrifty
    @given(populations, populations)
    def test_labels_of_an_earlier_release_keep_the_promise_too(
        self, people: Counter[Facts], earlier: Counter[Facts]
    ) -> None:
        before = labels(earlier)

        assert min(class_sizes(people, labels(people, before=before)).values()) >= 5

    def test_fewer_than_k_people_cannot_be_published(self) -> None:
        with pytest.raises(TooFewPeopleError, match="4 people cannot be published with k = 5"):
            labels({EXACT: 4})

    def test_an_empty_set_needs_no_labels(self) -> None:
        assert labels({}) == {}


class TestTheFinestLabels:
    def test_a_class_that_is_large_enough_keeps_everything(self) -> None:
        assert labels({EXACT: 5 + SLACK}) == {EXACT: EXACT}

    def test_travel_is_given_up_first(self) -> None:
        near = EXACT._replace(travel="T05")

        assert set(labels({EXACT: 4, near: 4}).values()) == {EXACT._replace(travel="")}

    def test_education_becomes_coarse_before_it_is_withheld(self) -> None:
        assert set(labels({EXACT: 4, EXACT._replace(education="3"): 4}).values()) == {EXACT._replace(education="34")}

    def test_hours_become_coarse_before_they_are_withheld(self) -> None:
        assert set(labels({EXACT: 4, EXACT._replace(hours="U36"): 4}).values()) == {EXACT._replace(hours="U2040")}

    def test_other_education_has_nothing_above_it_and_is_withheld(self) -> None:
        other = EXACT._replace(education="9")

        assert set(labels({EXACT: 4, other: 4}).values()) == {EXACT._replace(education="")}

    def test_place_widens_to_the_region_when_nothing_else_helps(self) -> None:
        assert set(labels({EXACT: 4, EXACT._replace(place="04-2"): 4}).values()) == {EXACT._replace(place="R4")}

    def test_all_other_facts_go_before_the_place(self) -> None:
        alike = Facts("04-1", "", "", "", "", "")

        assert set(labels({EXACT: 4, alike: 7}).values()) == {alike}

    def test_an_empty_field_and_a_withheld_one_are_in_one_class(self) -> None:
        empty = EXACT._replace(travel="")

        assert set(labels({EXACT: 4, empty: 4}).values()) == {empty}

    def test_a_class_begins_with_slack(self) -> None:
        near = EXACT._replace(travel="T05")

        assert labels({EXACT: 5, near: 5})[EXACT] == EXACT._replace(travel="")

    def test_without_anything_to_join_a_class_of_k_is_better_than_nothing(self) -> None:
        assert labels({EXACT: 5}) == {EXACT: EXACT}

    def test_the_last_ones_draw_the_smallest_class_in_with_them(self) -> None:
        loner = Facts("01-1", "1", "", "", "", "")
        others = EXACT._replace(place="04-2")

        shown = labels({loner: 1, EXACT: 7, others: 8})

        assert shown == {loner: NOTHING, EXACT: NOTHING, others: others}


class TestStability:
    def test_a_label_stays_while_its_class_is_large_enough(self) -> None:
        near = EXACT._replace(travel="T05")
        crowd = {EXACT._replace(place=f"{region:02}-1"): 10 for region in range(5, 30)}
        before = labels({EXACT: 4, near: 4, **crowd})

        assert labels({EXACT: 7, near: 4, **crowd}, before=before) == before

    def test_a_label_goes_when_its_class_became_too_small(self) -> None:
        near = EXACT._replace(travel="T05")
        before = labels({EXACT: 9, near: 9})

        assert labels({EXACT: 4, near: 9}, before=before)[EXACT] != EXACT

    def test_who_was_shown_as_known_counts_with_whoever_was_widened_to_that(self) -> None:
        empty = EXACT._replace(travel="")
        crowd = {EXACT._replace(place=f"{region:02}-1"): 10 for region in range(5, 30)}

        shown = labels({EXACT: 10, empty: 4, **crowd}, before={EXACT: empty})

        assert shown[EXACT] == empty

    def test_when_too_much_is_lost_all_is_chosen_anew(self) -> None:
        before = {EXACT: EXACT._replace(education="", travel="")}

        assert labels({EXACT: 20}, before=before) == {EXACT: EXACT}

    def test_a_label_that_no_longer_exists_is_not_used(self) -> None:
        before = {EXACT: EXACT._replace(hours="U1940")}

        assert labels({EXACT: 20}, before=before) == {EXACT: EXACT}


class TestCost:
    def test_an_empty_field_loses_nothing(self) -> None:
        unknown = EXACT._replace(education="")
        people = {EXACT: 6, unknown: 4}

        measured = cost(people, {EXACT: EXACT, unknown: unknown._replace(travel="")})

        assert measured.kept["education"] == measured.kept_of_known["education"] == 1.0
        assert measured.kept["travel"] == measured.kept_of_known["travel"] == 0.6

    def test_of_known_counts_only_those_of_whom_it_is_known(self) -> None:
        unknown = EXACT._replace(travel="")
        people = {EXACT: 5, unknown: 5}

        measured = cost(people, {EXACT: unknown, unknown: unknown})

        assert (measured.kept["travel"], measured.kept_of_known["travel"]) == (0.5, 0.0)

    def test_only_people_of_whom_something_is_known_count_as_withheld(self) -> None:
        assert cost({EXACT: 2, NOTHING: 3}, {EXACT: NOTHING, NOTHING: NOTHING}).withheld == 2

    def test_place_is_worth_most(self) -> None:
        losses = [mean_loss({EXACT: 1}, {EXACT: EXACT._replace(**{fact: ""})}) for fact in Facts._fields[1:]]

        assert mean_loss({EXACT: 1}, {EXACT: EXACT._replace(place="R4")}) > sum(losses)

    def test_nobody_loses_nothing(self) -> None:
        assert cost({}, {}).points == 0
