"""Which terms of work wishes a card shows."""

from profiles.anonymity.wishes import list_as_shown

ABOVE = {"8344.1": ("8344", "834"), "8344.2": ("8344", "834"), "8344": ("834",)}


def shown(*people: tuple[str, str]) -> list[str]:
    """What the cards of people of these places say of these lists, at k = 3."""
    return list_as_shown([place for place, _ in people], [text for _, text in people], ABOVE, 3).texts


def hidden(*people: tuple[str, str]) -> int:
    return list_as_shown([place for place, _ in people], [text for _, text in people], ABOVE, 3).hidden


def test_a_term_that_enough_neighbours_have_is_shown_with_all_above_it() -> None:
    people = [("04-1", "|8344.1|")] * 3

    assert shown(*people) == ["|8344.1|^834|^8344|"] * 3
    assert hidden(*people) == 0


def test_a_rare_term_becomes_its_parent_and_the_card_says_that_there_is_more() -> None:
    people = [("04-1", "|8344.1|"), ("04-1", "|8344.2|"), ("04-1", "|8344.2|")]

    assert shown(*people) == ["|8344|^834|+|"] * 3
    assert hidden(*people) == 3


def test_a_term_without_enough_neighbours_at_any_height_is_hidden() -> None:
    assert shown(("04-1", "|8344.1|")) == ["|+|"]
    assert hidden(("04-1", "|8344.1|")) == 1


def test_people_elsewhere_do_not_count() -> None:
    people = [("04-1", "|8344.1|"), ("04-2", "|8344.1|"), ("04-2", "|8344.1|")]

    assert shown(*people) == ["|+|"] * 3


def test_an_empty_list_stays_empty_without_saying_more() -> None:
    assert shown(("04-1", "")) == [""]


def test_a_term_that_a_finer_one_says_is_not_lost() -> None:
    people = [("04-1", "|8344|8344.1|")] * 3

    assert shown(*people) == ["|8344.1|^834|^8344|"] * 3
    assert hidden(*people) == 0


def test_of_several_terms_only_the_rare_one_goes() -> None:
    people = [("04-1", "|9112|"), ("04-1", "|9112|"), ("04-1", "|9112|5153|")]

    assert shown(*people) == ["|9112|", "|9112|", "|9112|+|"]
    assert hidden(*people) == 1


def test_each_term_of_each_person_that_is_hidden_counts() -> None:
    assert hidden(*[("04-1", "|9112|5153|")] * 2) == 4


def test_nobody_has_no_lists() -> None:
    assert shown() == []
