"""Totals and what-ifs out of one grouped look: how many cards have each combination of answers."""

from collections.abc import Callable, Iterable

from explorer.search.engine import Question, Totals

NOT_MET, UNKNOWN, MET = range(3)
States = tuple[int, ...]


class Classes:
    """Each class: the state of every criterion asked, then of every looser one, and how many cards have them."""

    def __init__(self, question: Question, rows: Iterable[tuple[int, ...]]) -> None:
        keys = [one.criterion.key for one in question.asked]
        self._classes: list[tuple[States, int]] = [(tuple(states), cards) for *states, cards in rows]
        self._required = [place for place, one in enumerate(question.asked) if one.is_required]
        self._place_of = {keys[place]: place for place in self._required}
        self._looser_at = {one.criterion.key: len(keys) + at for at, one in enumerate(question.looser)}

    @property
    def total(self) -> int:
        return sum(cards for _states, cards in self._classes)

    @property
    def left(self) -> Totals:
        """By all requirements."""
        return self._totals(self._required)

    def without(self, key: str) -> Totals:
        """By all requirements but this one."""
        return self._totals([place for place in self._required if place != self._place_of[key]])

    def looser(self, key: str) -> Totals:
        """By all requirements, this one a step looser."""
        others = [place for place in self._required if place != self._place_of[key]]
        return self._totals([*others, self._looser_at[key]])

    def _totals(self, places: list[int]) -> Totals:
        certain = self._number(lambda states: all(states[place] == MET for place in places))
        found = self._number(lambda states: all(states[place] != NOT_MET for place in places))
        return Totals(certain, found - certain)

    def _number(self, holds: Callable[[States], bool]) -> int:
        return sum(cards for states, cards in self._classes if holds(states))
