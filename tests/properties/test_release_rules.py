"""Whoever the people are: what coarsening makes of them, the independent check lets through."""

from collections import Counter
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from profiles.anonymity.facts import Facts
from profiles.anonymity.generalise import TooFewPeopleError, generalised
from profiles.anonymity.verify import CardSeen, Verdict, verify
from profiles.anonymity.wishes import list_as_shown
from profiles.terms import Terms, decoded, encoded
from tests.ladders import LADDERS

Person = tuple[Facts, dict[str, Terms]]

PARENTS = {
    "occupations": {"8344.1": "8344", "8344.2": "8344", "8344": "834", "8342": "834", "834": "83", "9112.1": "9112"},
    "sectors": {},
}
ANCESTORS = {
    "occupations": {
        "8344.1": ("8344", "834", "83"),
        "8344.2": ("8344", "834", "83"),
        "8344": ("834", "83"),
        "8342": ("834", "83"),
        "834": ("83",),
        "9112.1": ("9112",),
    },
    "sectors": {},
}
OCCUPATIONS = ("8344.1", "8344.2", "8344", "8342", "834", "83", "9112.1", "9112")

facts = st.builds(
    Facts,
    place=st.sampled_from(["04-1", "04-2", "01-1", "NL"]),
    education=st.sampled_from(["", "1", "4"]),
    hours=st.sampled_from(["", "U20", "U28"]),
    licence=st.sampled_from(["", "B"]),
    travel=st.sampled_from(["", "T05", "T25"]),
    availability=st.sampled_from(["", "direct"]),
)
lists = st.fixed_dictionaries(
    {
        "occupations": st.lists(st.sampled_from(OCCUPATIONS), max_size=4, unique=True).map(tuple).map(Terms),
        "sectors": st.lists(st.sampled_from("ACH"), max_size=3, unique=True).map(tuple).map(Terms),
    }
)
everyone = st.lists(st.tuples(facts, lists), max_size=60)
thrifty = settings(deadline=None, max_examples=40)
ALONE = Facts("04-1", "4", "U28", "B", "T25", "direct")
NO_WISHES = {"occupations": Terms(), "sectors": Terms()}


def cards(people: list[Person], k: int) -> list[CardSeen]:
    """What a release makes of these people, as a reader sees it."""
    label_of = generalised(Counter(known for known, _ in people), LADDERS, k)
    labels = [label_of[known] for known, _ in people]
    places = [label.place for label in labels]
    shown = [
        list_as_shown(places, [encoded(wishes[name]) for _, wishes in people], above, k).texts
        for name, above in ANCESTORS.items()
    ]
    return [CardSeen(label, texts) for label, texts in zip(labels, zip(*shown, strict=True), strict=True)]


def verdict(people: list[Person], k: int) -> Verdict | None:
    """The check's word on them; None when there are too few to publish anything."""
    try:
        return verify(cards(people, k), PARENTS, k)
    except TooFewPeopleError:
        assert 0 < len(people) < k
        return None


@thrifty
@given(everyone, st.integers(1, 6))
@example([(ALONE, NO_WISHES)] * 5 + [(ALONE._replace(place="01-1"), NO_WISHES)], 5)
def test_the_check_agrees_with_every_release(people: list[Person], k: int) -> None:
    found = verdict(people, k)

    assert found is None or (found.ok and found.profiles == len(people))


@thrifty
@given(everyone, st.integers(2, 6))
def test_a_card_says_nothing_about_wishes_that_is_not_true(people: list[Person], k: int) -> None:
    if verdict(people, k) is None:
        return

    for (_, wishes), card in zip(people, cards(people, k), strict=True):
        for name, listed in zip(ANCESTORS, map(decoded, card.lists), strict=True):
            true = {*wishes[name].codes, *(up for code in wishes[name].codes for up in ANCESTORS[name].get(code, ()))}
            assert {*listed.codes, *listed.implied} <= true
            assert listed.more or set(wishes[name].codes) <= {*listed.codes, *listed.implied}


@thrifty
@given(everyone.filter(len), st.integers(2, 6), st.randoms())
def test_the_order_of_people_changes_no_card(people: list[Person], k: int, chance: Random) -> None:
    if verdict(people, k) is None:
        return
    order = list(range(len(people)))
    chance.shuffle(order)

    shuffled = cards([people[number] for number in order], k)

    assert shuffled == [cards(people, k)[number] for number in order]


@thrifty
@given(everyone.filter(len), st.integers(2, 6))
def test_one_card_less_in_the_smallest_class_is_noticed(people: list[Person], k: int) -> None:
    if verdict(people, k) is None:
        return
    shown = cards(people, k)
    sizes = Counter(card.facts for card in shown)
    smallest = min(sizes, key=lambda known: sizes[known])
    left = [card for card in shown if card.facts != smallest] + [card for card in shown if card.facts == smallest][
        : k - 1
    ]

    assert not verify(left, PARENTS, k).ok


@given(lists, st.booleans())
def test_a_list_comes_back_from_the_database_as_it_went_in(wishes: dict[str, Terms], more: bool) -> None:
    for listed in wishes.values():
        terms = Terms(listed.codes, frozenset({"83"}), more)

        assert decoded(encoded(terms)) == terms


def test_the_chains_of_this_test_are_those_of_its_parents() -> None:
    for name, chains in ANCESTORS.items():
        for code, chain in chains.items():
            assert [PARENTS[name].get(step) for step in (code, *chain)] == [*chain, None]


def test_a_lonely_person_draws_others_in() -> None:
    people = [(ALONE, NO_WISHES)] * 5 + [(ALONE._replace(place="01-1"), NO_WISHES)]

    with pytest.raises(TooFewPeopleError):
        cards(people[:4], 5)
    assert len({card.facts for card in cards(people, 5)}) == 1
