"""The check that stands between a release and the world."""

from profiles.anonymity.verify import CardSeen, verify

FACTS = ("04-1", "4", "U28", "B", "T25", "direct")
OTHERS = ("04-2", "", "", "", "", "")
NO_PARENTS: dict[str, dict[str, str]] = {"occupations": {}}


def seen(text: str = "", facts: tuple[str, ...] = FACTS) -> CardSeen:
    return CardSeen(facts, (text,))


def test_five_alike_pass_at_k_5() -> None:
    verdict = verify([seen()] * 5, NO_PARENTS, k=5)

    assert verdict.ok
    assert verdict.profiles == verdict.smallest == 5


def test_four_alike_do_not_pass_and_the_class_is_named() -> None:
    verdict = verify([seen()] * 4 + [seen(facts=OTHERS)] * 5, NO_PARENTS, k=5)

    assert verdict.problems == ("class 04-1/4/U28/B/T25/direct has 4 profiles",)


def test_a_term_shown_by_too_few_of_a_place_does_not_pass() -> None:
    verdict = verify([seen("|8344.1|")] * 4 + [seen()], NO_PARENTS, k=5)

    assert verdict.problems == ("term occupations 8344.1 in 04-1 has 4 profiles",)


def test_people_of_another_place_do_not_help() -> None:
    verdict = verify([seen("|8344.1|")] * 4 + [seen()] + [seen("|8344.1|", OTHERS)] * 5, NO_PARENTS, k=5)

    assert verdict.problems == ("term occupations 8344.1 in 04-1 has 4 profiles",)


def test_a_parent_counts_those_who_show_something_below_it() -> None:
    cards = [seen("|8344|+|")] + [seen("|8344.1|^8344|")] * 5

    assert verify(cards, {"occupations": {"8344.1": "8344"}}, k=5).ok


def test_whoever_is_two_steps_below_a_term_counts_for_it() -> None:
    cards = [seen("|83|+|")] + [seen("|8344.1|^8344|^83|")] * 5

    assert verify(cards, {"occupations": {"8344.1": "8344", "8344": "83"}}, k=5).ok


def test_who_shows_a_term_alone_and_who_shows_it_beside_others_count_together() -> None:
    assert verify([seen("|8344|9112|")] * 5 + [seen("|8344|")] * 3, NO_PARENTS, k=5).ok


def test_every_list_is_looked_at() -> None:
    cards = [CardSeen(FACTS, ("|8344|", "|K1|"))] * 4 + [CardSeen(FACTS, ("", ""))]

    assert verify(cards, {"occupations": {}, "skills": {}}, k=5).problems == (
        "term occupations 8344 in 04-1 has 4 profiles",
        "term skills K1 in 04-1 has 4 profiles",
    )


def test_a_parent_that_a_card_merely_claims_proves_nothing() -> None:
    cards = [seen("|8344|")] + [seen("|9112|^8344|")] * 5

    assert not verify(cards, {"occupations": {"8344.1": "8344"}}, k=5).ok


def test_the_share_in_classes_of_ten_is_told() -> None:
    verdict = verify([seen()] * 10 + [seen(facts=OTHERS)] * 5, NO_PARENTS, k=5)

    assert verdict.share_k10 == 10 / 15


def test_no_cards_at_all_pass() -> None:
    verdict = verify([], NO_PARENTS, k=5)

    assert verdict.ok
    assert (verdict.k, verdict.smallest) == (5, 0)
