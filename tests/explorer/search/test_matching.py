"""The matching rule: met, unknown or not met by what a card shows; unknown is not no."""

import pytest

from explorer.search.matching import Answer, CardFacts, LabelTest, PairTest, TermTest, label_test, term_test
from profiles.terms import Terms

MET, UNKNOWN, NOT_MET = Answer.MET, Answer.UNKNOWN, Answer.NOT_MET
COVERS = {"20": frozenset({"20"}), "24": frozenset({"24"}), "20-24": frozenset({"20", "24"}), "28": frozenset({"28"})}
ANCESTORS = {"8344.1": ("8344", "83"), "8344": ("83",)}


def with_labels(**labels: str) -> CardFacts:
    return CardFacts(labels, {})


def with_list(*codes: str, implied: tuple[str, ...] = (), more: bool = False) -> CardFacts:
    return CardFacts({}, {"occupations": Terms(codes, frozenset(implied), more)})


@pytest.mark.parametrize(
    ("label", "answer"),
    [("20", NOT_MET), ("24", MET), ("20-24", UNKNOWN), ("28", MET), ("", UNKNOWN)],
)
def test_a_label_answers_by_what_it_may_stand_for(label: str, answer: Answer) -> None:
    at_least_24 = label_test("hours", COVERS, frozenset({"24", "28"}))

    assert at_least_24.answer(with_labels(hours=label, other="24")) is answer


def test_a_label_test_names_what_meets_it_and_what_may() -> None:
    found = label_test("hours", COVERS, frozenset({"24", "28"}))

    assert found == LabelTest("hours", met=frozenset({"24", "28"}), unknown=frozenset({"20-24", ""}))


def test_who_accepts_all_there_is_is_met_by_an_empty_label_too() -> None:
    assert label_test("hours", COVERS, frozenset({"20", "24", "28"})).answer(with_labels(hours="")) is MET


@pytest.mark.parametrize(
    ("place", "travel", "answer"),
    [("04-1", "T25", MET), ("04-1", "", UNKNOWN), ("04-2", "T25", NOT_MET), ("T25", "04-1", NOT_MET)],
)
def test_two_labels_are_asked_together_in_their_order(place: str, travel: str, answer: Answer) -> None:
    test = PairTest(("place", "travel"), frozenset({("04-1", "T25")}), frozenset({("04-1", "")}))

    assert test.answer(with_labels(place=place, travel=travel)) is answer


@pytest.mark.parametrize(
    ("card", "wanted", "can"),
    [
        (with_list("8344"), MET, MET),
        (with_list("8344.1", implied=("8344", "83")), MET, MET),
        (with_list("83"), UNKNOWN, UNKNOWN),
        (with_list("9112"), NOT_MET, UNKNOWN),
        (with_list("9112", more=True), UNKNOWN, UNKNOWN),
        (with_list("9112", implied=("83",)), NOT_MET, UNKNOWN),
        (with_list(), UNKNOWN, UNKNOWN),
        (with_list("9112", "8344"), MET, MET),
    ],
    ids=["itself", "below it", "only above it", "another", "another and more", "beside it", "empty", "among others"],
)
def test_a_list_answers_by_what_it_shows_and_by_whether_it_says_all(
    card: CardFacts, wanted: Answer, can: Answer
) -> None:
    chosen = frozenset({"8344"})

    assert term_test("occupations", chosen, ANCESTORS, wanted=True).answer(card) is wanted
    assert term_test("occupations", chosen, ANCESTORS, wanted=False).answer(card) is can


def test_what_is_chosen_itself_is_not_above_what_else_is_chosen() -> None:
    found = term_test("occupations", frozenset({"8344.1", "83"}), ANCESTORS, wanted=True)

    assert found == TermTest("occupations", frozenset({"8344.1", "83"}), frozenset({"8344"}), wanted=True)


def test_a_term_of_the_highest_level_has_nothing_above_it() -> None:
    assert term_test("occupations", frozenset({"83"}), ANCESTORS, wanted=True).above == frozenset()
