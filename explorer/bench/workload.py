"""Draws searches as people might ask them: up to five criteria of any kind, plus points, workplaces, later pages."""

import random
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlencode

from explorer.bench.asked import weights_of
from explorer.filters import PLUS_BY_DEFAULT, searched

T = TypeVar("T", int, str)

CRITERIA = {0: 5, 1: 15, 2: 25, 3: 25, 4: 18, 5: 12}
"""How many criteria, with weights."""
KEYS = {
    "werkplek": 18,
    "regio": 16,
    "deelgebied": 5,
    "taaksoort": 12,
    "sector": 14,
    "beroep": 16,
    "urenPerWeekMinimaal": 12,
    "beschikbaarheid": 7,
    "opleidingsniveauMinimaal": 12,
    "opleidingsniveau": 4,
    "rijbewijs": 9,
    "niveauNederlands": 5,
    "vaardigheid": 10,
    "competentie": 6,
    "affiniteit": 5,
    "bijgewerkt": 3,
}
"""How often each search parameter is used, with weights."""
VALUES = {1: 72, 2: 20, 3: 8}
"""How many values of one parameter, with weights."""
ONE_VALUE = frozenset({"werkplek", "urenPerWeekMinimaal", "opleidingsniveauMinimaal", "niveauNederlands"})
OTHER_KIND = 0.15
"""The share of criteria asked as the other kind than their own: a plus point, or a requirement."""
LATER_PAGE = 0.1
LAST_PAGE = 5


def drawn_searches(generation: int, number: int, seed: int) -> list[str]:
    """`number` query strings, all valid. Equal cards and equal numbers, equal searches."""
    searches = Searches(generation, random.Random(seed))  # noqa: S311 - invented searches, no secret
    return [searches.draw() for _ in range(number)]


class Searches:
    """Draws one search after another; which values there are is read once."""

    def __init__(self, generation: int, dice: random.Random) -> None:
        self._dice = dice
        self._weights = {key: weights_of(key, generation) for key in KEYS}

    def draw(self) -> str:
        """A query string that is valid: what contradicts itself is drawn anew."""
        while not searched(drawn := self._any()).form.is_valid():
            pass
        return drawn

    def _any(self) -> str:
        pairs: list[tuple[str, str]] = []
        for key in self._several(KEYS, self._one(CRITERIA)):
            number = 1 if key in ONE_VALUE else self._one(VALUES)
            pairs += [(key, value) for value in self._several(self._weights[key], number)]
            if self._dice.random() < OTHER_KIND:
                pairs.append(("moet" if key in PLUS_BY_DEFAULT else "pluspunt", key))
        if self._dice.random() < LATER_PAGE:
            pairs.append(("pagina", str(self._dice.randint(2, LAST_PAGE))))
        return urlencode(pairs)

    def _several(self, weights: Mapping[T, float], number: int) -> list[T]:
        """Different ones; all, when there are no more."""
        found: dict[T, None] = {}
        while len(found) < min(number, len(weights)):
            found[self._one(weights)] = None
        return list(found)

    def _one(self, weights: Mapping[T, float]) -> T:
        return self._dice.choices(list(weights), list(weights.values()))[0]
