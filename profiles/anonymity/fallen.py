"""Finds who must be covered because withdrawals left too few who look the same or say the same."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import chain

from profiles.anonymity.verify import CardSeen, stands_for, stands_on

Numbered = Mapping[int, CardSeen]
Parents = Mapping[str, Mapping[str, str]]


def fallen(cards: Numbered, parents: Parents, k: int) -> set[int]:
    """The numbers of cards in a class, or with a term, of fewer than k cards; covering some may make others fall.

    `cards` must hold everyone who is still shown of each place label that occurs in it.
    """
    left, covered = dict(cards), set[int]()
    while now := _too_few(left, parents, k):
        covered |= now
        left = {number: card for number, card in left.items() if number not in now}
    return covered


def _too_few(cards: Numbered, parents: Parents, k: int) -> set[int]:
    sizes = Counter(card.facts for card in cards.values())
    found = {number for number, card in cards.items() if sizes[card.facts] < k}
    for position, parent_of in enumerate(parents.values()):
        found |= _with_rare_term(cards, position, parent_of, k)
    return found


def _with_rare_term(cards: Numbered, position: int, parent_of: Mapping[str, str], k: int) -> set[int]:
    said = {number: (card.facts[0], card.lists[position]) for number, card in cards.items() if card.lists[position]}
    has = Counter(chain.from_iterable(_terms(place, stands_for(text, parent_of)) for place, text in said.values()))
    rare = {term for term, size in has.items() if size < k}
    return {number for number, (place, text) in said.items() if rare.intersection(_terms(place, stands_on(text)))}


def _terms(place: str, codes: Collection[str]) -> list[tuple[str, str]]:
    return [(place, code) for code in codes]
