"""The ladders of the facts: every label is a set of fine values, and the sets of a level do not overlap."""

import pytest

from profiles.models import Fact, Label
from profiles.reference import rows

LADDERS = rows("ladders")
FACTS = sorted({row["fact"] for row in LADDERS})
EDUCATION = {*"123456", *(f"9{level}" for level in range(1, 7))}


def covers(fact: str, level: str) -> dict[str, set[str]]:
    """The fine values by label code."""
    return {
        row["code"]: set(row["covers"].split()) for row in LADDERS if (row["fact"], row["level"]) == (fact, level)
    }


def codes(vocabulary: str) -> set[str]:
    return {row["code"] for row in rows(f"vocabularies/{vocabulary}")}


def test_there_is_a_ladder_for_every_fact() -> None:
    assert set(FACTS) == set(Fact.values)


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("level", ["0", "1"])
def test_labels_of_one_level_do_not_overlap(fact: str, level: str) -> None:
    values = [value for covered in covers(fact, level).values() for value in covered]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("fact", FACTS)
def test_a_coarse_label_is_the_union_of_fine_labels(fact: str) -> None:
    fine = covers(fact, "0").values()
    for covered in covers(fact, "1").values():
        assert covered == set().union(*(values for values in fine if values <= covered))


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("education", EDUCATION),
        ("hours", {str(hours) for hours in range(41)}),
        ("licence", {"geen", "B", "BMeer"}),
        ("travel", codes("regiostralen")),
        ("availability", {"direct", "overleg"}),
        ("dutch", set("1234")),
        ("freshness", {"kwartaal", "jaar", "ouder"}),
    ],
)
def test_the_finest_labels_cover_every_value(fact: str, values: set[str]) -> None:
    assert set().union(*covers(fact, "0").values()) == values


def test_a_search_accepts_what_its_label_covers_and_more_only_where_that_is_said() -> None:
    wider = {(row["fact"], row["code"]): row["accepts"] for row in LADDERS if row["accepts"] != row["covers"]}
    assert wider == {("licence", "B"): "B BMeer", ("freshness", "jaar"): "kwartaal jaar"}


def test_another_education_may_be_of_any_level() -> None:
    assert covers("education", "0")["9"] == EDUCATION - set("123456")


def test_labels_carry_the_codes_of_the_vocabularies() -> None:
    assert set(covers("education", "0")) == codes("opleidingsniveaus")
    assert set(covers("hours", "0")) == codes("uren_per_week")
    assert set(covers("dutch", "0")) == codes("taalbeheersing") - {"0", "8"}


def test_a_label_has_its_own_code_and_words_within_its_fact() -> None:
    for column in ("code", "label_nl", "label_en", "position"):
        assert len({(row["fact"], row[column]) for row in LADDERS}) == len(LADDERS)


def test_every_label_is_valid() -> None:
    for row in LADDERS:
        Label(**row).clean_fields()
