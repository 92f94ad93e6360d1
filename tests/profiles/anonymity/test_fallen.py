"""Who must be covered when withdrawals leave too few: never too few people, and nobody for nothing."""

from profiles.anonymity.fallen import fallen
from profiles.anonymity.verify import CardSeen

HERE = ("04-1", "4", "U28", "B", "T25", "direct")
HIGHER = ("04-1", "5", "U28", "B", "T25", "direct")
ELSEWHERE = ("04-2", "4", "U28", "B", "T25", "direct")
NO_PARENTS: dict[str, dict[str, str]] = {"occupations": {}}
COOK = "|5120.1|"


def covered(*people: tuple[int, tuple[str, ...], str]) -> list[int]:
    """The numbers that fall at k = 5 among so many people with these facts and this list."""
    cards = [CardSeen(facts, (text,)) for number, facts, text in people for _ in range(number)]
    return sorted(fallen(dict(enumerate(cards)), NO_PARENTS, k=5))


def test_five_alike_who_say_the_same_stay() -> None:
    assert covered((5, HERE, COOK)) == []


def test_four_alike_fall() -> None:
    assert covered((4, HIGHER, ""), (5, HERE, "")) == [0, 1, 2, 3]


def test_a_term_of_four_falls_with_those_who_show_it_and_with_nobody_else() -> None:
    assert covered((4, HERE, COOK), (5, HERE, "")) == [0, 1, 2, 3]


def test_people_of_another_place_who_say_the_same_do_not_help() -> None:
    assert covered((3, HERE, COOK), (5, HERE, ""), (3, ELSEWHERE, COOK), (5, ELSEWHERE, "")) == [0, 1, 2, 8, 9, 10]


def test_who_falls_because_others_fell_is_covered_together_with_them() -> None:
    assert covered((4, HIGHER, COOK), (2, HERE, COOK), (5, HERE, "")) == [0, 1, 2, 3, 4, 5]
