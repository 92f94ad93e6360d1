"""Which terms of work wishes a card shows."""

from profiles.anonymity.wishes import ListRule, list_counts
from profiles.terms import Terms

ABOVE = {"beroep": {"8344.1": ("8344", "834"), "8344.2": ("8344", "834")}}


def rule(*people: tuple[str, str]) -> ListRule:
    """The rule for a list of occupations of people, one each, at k = 3."""
    lists = ((place, {"beroep": Terms((code,))}) for place, code in people)
    return ListRule(list_counts(lists, ABOVE)["beroep"], ABOVE["beroep"], k=3)


def test_a_term_that_enough_neighbours_have_is_shown() -> None:
    shown = rule(*[("04-1", "8344.1")] * 3).shown("04-1", Terms(("8344.1",)))

    assert shown.codes == ("8344.1",)
    assert not shown.more


def test_a_rare_term_becomes_its_parent_and_the_card_says_that_there_is_more() -> None:
    people = [("04-1", "8344.1"), ("04-1", "8344.2"), ("04-1", "8344.2")]

    shown = rule(*people).shown("04-1", Terms(("8344.1",)))

    assert shown.codes == ("8344",)
    assert shown.more


def test_a_term_without_enough_neighbours_at_any_height_is_hidden() -> None:
    shown = rule(("04-1", "8344.1")).shown("04-1", Terms(("8344.1",)))

    assert shown == Terms((), frozenset(), more=True)


def test_people_elsewhere_do_not_count() -> None:
    people = [("04-1", "8344.1"), ("04-2", "8344.1"), ("04-2", "8344.1")]

    assert rule(*people).shown("04-1", Terms(("8344.1",))).codes == ()


def test_an_empty_list_stays_empty_without_saying_more() -> None:
    assert rule(("04-1", "8344.1")).shown("04-1", Terms()) == Terms()
